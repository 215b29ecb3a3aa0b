"""What may be done about exports. The roles are given these permissions by the modules whose ledgers they are."""

from gongqiao.kernel.authority import Permission

EXPORT = Permission("exports.export", "导出台账")
SEE = Permission("exports.see", "查看导出记录")
FETCH = Permission("exports.fetch", "下载本人导出的表格")
