from gongqiao.cockpit.models.tallies import ABOVE, PLACES, SEPARATOR, Delta, Past, Total, cell_of

__all__ = ["ABOVE", "PLACES", "SEPARATOR", "Delta", "Past", "Total", "cell_of"]
