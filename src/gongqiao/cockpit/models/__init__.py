from gongqiao.cockpit.models.tallies import ABOVE, SEPARATOR, Delta, Total, cell_of

__all__ = ["ABOVE", "SEPARATOR", "Delta", "Total", "cell_of"]
