"""What may be handed in: told by the first bytes, never by the name or by what the browser says."""

from gongqiao.kernel.reasons import Reason, Reasons

MB = 1024 * 1024
PICTURE_MOST, PDF_MOST = 10 * MB, 20 * MB
PIXELS_MOST = 40_000_000
HEAD, TAIL = 64, 2048

PICTURES = ("image/jpeg", "image/png", "image/webp")
PDF = "application/pdf"
ALL = (*PICTURES, PDF)
WORKBOOK, CSV = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"
TABLES = (WORKBOOK, CSV)
TABLE_MOST, OPERATORS_MOST = 20 * MB, 100 * MB

_WAY_OUT = "请上传 JPG、PNG、WebP 图片或 PDF"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"<svg", f"这是 SVG 矢量图，里面可以带程序，不能上传；请用手机拍照或截图后再传（{_WAY_OUT}）"),
    (b"<?xml", f"这是 XML 或 SVG 文件，不是照片；请用手机拍照或截图后再传（{_WAY_OUT}）"),
    (b"<", f"这是网页文件，不是照片；{_WAY_OUT}"),
    (b"mz", f"这是程序文件，不能上传；{_WAY_OUT}"),
    (b"\x7felf", f"这是程序文件，不能上传；{_WAY_OUT}"),
    (b"#!", f"这是程序文件，不能上传；{_WAY_OUT}"),
    (b"pk\x03\x04", f"这是 Word、Excel 文档或压缩包；请另存为 PDF，或解压后逐个上传（{_WAY_OUT}）"),
    (b"rar!", f"这是压缩包；请解压后逐个上传（{_WAY_OUT}）"),
    (b"\xd0\xcf\x11\xe0", f"这是旧版 Word、Excel 文档；请另存为 PDF 后再传（{_WAY_OUT}）"),
    (b"gif8", f"这是 GIF 动图；请截图后再传（{_WAY_OUT}）"),
    (b"bm", f"这是 BMP 图片；请用手机拍照或截图后再传（{_WAY_OUT}）"),
)
_PROGRAMS = (b"mz", b"\x7felf", b"#!", b"<", b"rar!", b"gif8")
_HEIC = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc"})


def kind_of(head: bytes) -> str:
    """The media type the first bytes tell, or nothing when it is none we take."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    return PDF if head.startswith(b"%PDF-") else ""


def content(head: bytes, tail: bytes, size: int, *, kinds: tuple[str, ...] = ALL) -> Reasons:
    """What stands in the way of taking these bytes."""
    kind = kind_of(head)
    if not size:
        yield Reason("empty", "文件是空的，请重新选择或重新拍照")
    elif not kind:
        yield Reason("kind", _foreign(head))
    elif kind not in kinds:
        yield Reason(
            "kind", "这里只收照片，请上传 JPG、PNG 或 WebP 图片" if kind == PDF else "这里只收 PDF，请另存为 PDF 后再传"
        )
    elif size > (most := PDF_MOST if kind == PDF else PICTURE_MOST):
        shrink = "请压缩或分成几份后再传" if kind == PDF else "请换一张小一些的照片，或在相册里裁剪后再传"
        yield Reason("too_large", f"文件超过 {most // MB} MB；{shrink}")
    elif kind == PDF and b"%%EOF" not in tail:
        yield Reason("broken", "这个 PDF 不完整，可能没有下载完；请重新导出或重新下载后再传")


def table(head: bytes, size: int, *, most: int = TABLE_MOST) -> Reasons:
    """What stands in the way of taking these bytes as a table; whether they are one, its reader finds out."""
    if not size:
        yield Reason("empty", "文件是空的，请重新选择")
    elif size > most:
        way_out = "，也可以请系统管理员用命令导入" if most < OPERATORS_MOST else ""
        yield Reason("too_large", f"文件超过 {most // MB} MB；请只留名单、去掉图片，或者分成几份{way_out}")
    elif kind_of(head) or any(head.lower().startswith(mark) for mark in _PROGRAMS):
        yield Reason("kind", "这不是表格文件；请上传 Excel 工作簿（.xlsx）或者 CSV 文件")


def table_kind(head: bytes) -> str:
    return WORKBOOK if head.startswith(b"PK\x03\x04") else CSV


def drawing(outcome: str) -> Reasons:
    """What the attempt to draw a picture anew (`pictures`) came to, when not to a picture."""
    if outcome == "large":
        yield Reason("pixels", f"图片超过 {PIXELS_MOST // 10_000} 万像素；请在相册里缩小或裁剪后再传")
    elif outcome:
        yield Reason("broken", "图片打不开，可能已损坏；请重新拍照或截图后再传")


def keeping(*, held: bool) -> Reasons:
    """What stands in the way of storing what was handed in some time ago."""
    if not held:
        yield Reason("gone", "上传的文件已过期，请重新上传")


def _foreign(head: bytes) -> str:
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return "这是 HEIC 照片；请在手机“设置—相机—格式”里选“兼容性最佳”后重拍，或截图后再传"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((words for mark, words in _FOREIGN if start.startswith(mark)), f"认不出这是什么文件；{_WAY_OUT}")
