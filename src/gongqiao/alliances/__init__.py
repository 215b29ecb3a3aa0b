"""工会联盟: unions joined for sharing, without a common superior, and the firms that work with them.

Who belonged on a day is told as of that day. Whoever joined may leave when it wants to; nobody can keep it.
"""
