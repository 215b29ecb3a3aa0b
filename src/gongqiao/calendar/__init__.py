"""The doors of the law: the working calendar and the readings of periods, as pages and as the operator's command.

`law` stands below the parts of pages and below the map, so what shows it and keeps it stands up here. It owns no table.
Words: 工作日历 `Year`, 期限口径 `Reading`.
"""
