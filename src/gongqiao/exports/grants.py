"""What may be done about exports. The roles are given these permissions by the modules whose ledgers they are."""

from gongqiao.kernel.authority import Permission

EXPORT = Permission("exports.export", "导出台账")
SEE = Permission("exports.see", "查看导出记录")
FETCH = Permission("exports.fetch", "下载本人导出的表格")
APPROVE = Permission("exports.approve", "批准导出")
SEE_ALARM = Permission("exports.see_alarm", "查看异常导出警报")

APPROVERS = ("chair", "vice-chair", "joint-chair", "vessel-chair", "cadre")
"""Who may agree that a large table goes, other than whoever asks for it."""
ALONE = 500
"""Rows that one person may take away without a second one."""
CAPS: dict[str, int] = {}


def cap(*roles: str, rows: int) -> None:
    """How many rows these roles may take away at once, with a second person's approval; others take `ALONE`."""
    CAPS.update(dict.fromkeys(roles, rows))


def most(role: str) -> int:
    return CAPS.get(role, ALONE)
