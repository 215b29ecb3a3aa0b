"""会籍变动: what befalls a membership beside joining and moving. It is kept without dues, active again, left, ended.

Nothing of it happens by itself but what the member herself has declared. Each change is one row from its first word to
its end; the membership and its history are written by the module below. It tells a union as well what the number of
its members asks of it. Words: 会籍变动 `Change`.
"""
