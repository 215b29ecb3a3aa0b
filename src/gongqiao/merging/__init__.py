"""合并登记: two rows for one human being become one, with her history, and both her phones go on.

A cadre who has seen both proposes it, another one confirms it, and she has the last word. Whatever pointed to the row
that goes then points to the one that stays; what was changed is kept, so that it can be undone until something was
built on it. Words: 合并登记 `Merger`, 合并改动 `Shift`.
"""
