from gongqiao.cockpit.models.tallies import SEPARATOR, Delta, Total, cell_of

__all__ = ["SEPARATOR", "Delta", "Total", "cell_of"]
