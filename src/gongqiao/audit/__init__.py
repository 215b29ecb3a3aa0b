"""审计: what was done cannot be undone unseen.

Records are numbered after they are committed, become the leaves of a Merkle tree (RFC 6962), and every head of it is
signed and handed to others. Whoever keeps an old head can prove that a record was altered, deleted, put in another
order or that the end was cut off (网络安全法 第二十三条: logs kept for at least six months; GB/T 22239-2019 8.1.4.3).
The format is told in docs/explanation/audit.md, from which the stand-alone `script/audit-verify` was written.
"""
