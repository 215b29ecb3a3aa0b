from gongqiao.cockpit.models.tallies import ABOVE, PLACES, SEPARATOR, VERSION, Delta, Past, Total, cell_of

__all__ = ["ABOVE", "PLACES", "SEPARATOR", "VERSION", "Delta", "Past", "Total", "cell_of"]
