"""常设授权: by a resolution it can show, a committee lets the holders of some posts decide for a time.

A module above says once what may be decided so (`grants.delegable`) and asks by which paper somebody decides
(`queries.delegation`); the committee confirms it afterwards. Words: 常设授权 `Delegation`.
"""
