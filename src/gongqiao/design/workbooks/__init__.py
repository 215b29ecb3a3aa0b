"""Reading what offices hand in as a table: workbooks and CSV as they come, however they were made.

A stranger's workbook is opened in a process of its own with little memory and time (`design.reader`); here its rows
arrive as text, under the columns one asked for. Nothing of a module is known: what a row means is for it to say.
"""

from gongqiao.design.reader.asking import Ask
from gongqiao.design.workbooks.reading import Note, Rows, Sheet, Unreadable, Whole, read, rows_as_written

__all__ = ["Ask", "Note", "Rows", "Sheet", "Unreadable", "Whole", "read", "rows_as_written"]
