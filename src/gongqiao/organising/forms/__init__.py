"""What is asked at each step, here and from a paper; the steps of a founding stand in one table."""

from gongqiao.organising.forms.acts import FoundingSifting, Renewing, Sealing, Starting, StartingOnPaper, UnionEnding
from gongqiao.organising.forms.table import TABLE, Told

__all__ = ["TABLE", "FoundingSifting", "Renewing", "Sealing", "Starting", "StartingOnPaper", "Told", "UnionEnding"]
