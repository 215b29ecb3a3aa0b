"""Stored documents: what people hand in as photo or PDF, kept by content hash, shown only to whom its owner lets.

A stranger's bytes are never believed: the kind is told by the content, pictures are drawn anew in a process of their
own, and everything is served as an attachment. Words: 附件 `StoredFile`, 留存类别 `retention`.
"""
