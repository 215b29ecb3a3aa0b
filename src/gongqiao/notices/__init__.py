"""Inboxes: who must act now, what one is told, and by which way; nothing twice.

Tasks follow the states of things: a module above says once, in a table, who must act in which state, and the task opens
and closes by itself. Words: 待办 `Task`, 已办 done, 我发起的 started, 催办 `press`, 消息 `Notice`.
"""
