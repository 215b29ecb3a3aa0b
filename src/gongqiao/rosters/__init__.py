"""入会名册: lists of people whom a union hands in as files, each taken in under one resolution of its committee.

A list is read, judged row by row and mended; taking it in is one act of `membership`, undoing it another. Words: 名册
`Roster`, 名册人员 `RosterLine`, 名册问题 `RosterProblem`, 表格写法 `Spelling`. 中国工会章程 第二条.
"""
