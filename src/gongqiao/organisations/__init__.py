"""The tree of unions and those around it: federations, basic unions, employers, departments, and who holds which post.

Law: 工会法 第十条至第十八条, 中国工会章程. Everything is effective-dated: who led whom, who held which post on a day.
"""
