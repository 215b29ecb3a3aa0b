"""What may be brought in: a folder of divisions, a folder of boundaries."""

from gongqiao.places.sources.boundaries import MIDDLE_LATITUDE, SCALE, Outline, outline_files, read_boundaries
from gongqiao.places.sources.names import initials_of, joined, kind_of, reading_of, short_name_of
from gongqiao.places.sources.snapshot import SHIPPED, Row, Snapshot, read_snapshot, table_files

__all__ = [
    "MIDDLE_LATITUDE",
    "SCALE",
    "SHIPPED",
    "Outline",
    "Row",
    "Snapshot",
    "initials_of",
    "joined",
    "kind_of",
    "outline_files",
    "read_boundaries",
    "read_snapshot",
    "reading_of",
    "short_name_of",
    "table_files",
]
