"""Joining a union and belonging to it: application, admission by resolution, membership, card.

工会法 第三条, 中国工会章程 第二条, 工会会员会籍管理办法. A person belongs to one union at a time; membership counts
from the day of the committee's resolution.
"""
