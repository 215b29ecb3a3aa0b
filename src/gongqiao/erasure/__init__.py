"""删除个人信息: what the platform holds of somebody goes when she asks for it (个人信息保护法 第四十七条).

What a term of keeping holds is stored until its last day and used for nothing else; while a hold for a lawsuit or an
inspection stands nothing goes. Her row stays without anything that says who she is, so that no figure changes. A table
in `rules` says of every table with rows of a person what becomes of it. Words: 删除申请 `Erasure`, 暂缓删除 `Hold`.
"""
