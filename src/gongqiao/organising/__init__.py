"""组建工会: how a unit founds its own basic union, paper by paper, and how a union ends or is merged.

Each paper has its number, the place of its seal and, where there is one, its scan; each party may do its part here
or on paper. The union above approves what the law gives it to approve (工会法 第十二条); no clock approves anything.
Words: 组建 `Founding`, its papers `FoundingPaper`, 法人资格证书 `Certificate`, 终止 `Ending`.
"""
