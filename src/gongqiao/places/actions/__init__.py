"""Changing the map: a snapshot of the state's divisions, outlines, areas of the union's own."""

from gongqiao.places.actions.areas import close_area, mark_area
from gongqiao.places.actions.boundaries import load_boundaries
from gongqiao.places.actions.snapshot import Changes, lay_ground, load_divisions

__all__ = ["Changes", "close_area", "lay_ground", "load_boundaries", "load_divisions", "mark_area"]
