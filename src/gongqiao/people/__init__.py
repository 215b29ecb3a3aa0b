"""Who somebody is, and who looked: persons, accounts, sign-in, identities, consents, and the traces of every look.

An account is a phone that can sign in; a person is a human being with a document. They are two tables, and only three
ways tie them (`models.accounts.WAYS`). 个人信息保护法, 反电信网络诈骗法, GB/T 22239-2019 第三级.
"""
