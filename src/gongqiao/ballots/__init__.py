"""Secret votes that everybody can count again: elections of committees and delegates, votes on contracts.

工会法 第十条, 工会基层组织选举工作条例, 集体合同规定 第三十六条: a vote is secret and one's own;
nobody, the platform's operators included, learns who chose what. The arithmetic is `gongqiao.belenios`; the module
holds the vote, hands out credentials by a process apart, keeps the box and tells the result.
"""
