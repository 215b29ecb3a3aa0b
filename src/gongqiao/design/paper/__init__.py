"""Official paper: a value that says what stands on it becomes an A4 PDF/A-1b that can be searched, printed and kept.

The layout follows GB/T 9704-2012. What is told is data and is never read as markup; the same paper is the same bytes.
"""

from gongqiao.design.paper.letters import lacking_font
from gongqiao.design.paper.printing import MEDIA_TYPE, printed
from gongqiao.design.paper.value import OfficialPaper, Table

__all__ = ["MEDIA_TYPE", "OfficialPaper", "Table", "lacking_font", "printed"]
