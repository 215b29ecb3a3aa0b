"""Lists that offices hand in as files: how all of them are read, and those of employers and of posts.

Words: 批量登记 `Intake`, 登记行 `IntakeLine`, 批量登记的问题 `IntakeProblem`. Lists of members are `rosters`.
"""
