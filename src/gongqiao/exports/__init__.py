"""What leaves the platform as a table: which ledger, which rows, taken by whom and what for.

个人信息保护法 第六条, 第四十四条: only what is needed, and everybody on a list can learn that it was taken away. Words:
导出 `Export`, 用途 `purpose`. A module above says once which of its ledgers may be taken away (`queries.offer`).
"""
