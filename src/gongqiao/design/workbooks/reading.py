"""The reader's own side: starts the child, listens, and says in words why a file could not be read."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from gongqiao.design.reader.asking import Ask
from gongqiao.kernel.reasons import Reason

SECONDS = 600
SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再传"
FAULTS = {
    "empty": "文件是空的，请重新选择",
    "password": "文件设了打开密码，读不出来；请去掉密码后另存一份再传",
    "old": f"这是旧版 Excel（.xls）文件，里面可能带程序，不能上传；{SAVE_AS}",
    "macro": f"文件里带宏（程序），不能上传；{SAVE_AS}，保存时选“不保存宏”",
    "other": f"这不是表格文件；请上传 .xlsx 或者 .csv。文件名对而内容不对的，{SAVE_AS}",
    "broken": "文件不完整或者已损坏，可能没有下载完；请重新导出或者重新下载后再传",
    "bomb": "文件展开后大得不正常，不能读；请新建一个工作簿，只把名单复制过去再传",
    "memory": "表格太大，或者很远的地方还有单元格；请新建一个工作簿，只把名单复制过去；仍然太大的，请分成几份",
    "rows": "表格里空行太多（超过一千万行）；请新建一个工作簿，只把名单复制过去再传",
    "many": "名单的行数超过一份可以有的，请分成几份再传",
    "time": "读这个文件用的时间太长，已停下；请新建一个工作簿，只把名单复制过去，或者分成几份再传",
    "encoding": "CSV 文件的文字编码认不出；请在 Excel 或 WPS 里打开，另存为 .xlsx 后再传",
    "headless": "没有认出表头；请用下载的模板，或者照模板改好表头，放在名单的第一行上面",
}
NOTES = {
    "no_heading": "这张工作表没有认出表头，没有读",
    "outside": "看作签名、合计或者说明，没有读",
    "hidden": "这一列在表里是隐藏的，也读了；请核对其中的内容",
}


class Unreadable(Exception):  # noqa: N818 -- reads as a sentence
    """No row of the file can be taken; `reason` says why and what to do."""

    def __init__(self, code: str) -> None:
        self.reason = Reason(code, FAULTS[code], field="file")
        super().__init__(self.reason.words)


@dataclass(frozen=True)
class Sheet:
    """A sheet that has what was asked for: letters and words of its columns by code, which of the needed it lacks."""

    name: str
    height: int
    columns: Mapping[str, str]
    words: Mapping[str, str]
    missing: Sequence[str]


@dataclass(frozen=True)
class Rows:
    """Rows of the sheet told last: number in the sheet, values in the order asked for. `at` is how far it has come."""

    at: int
    rows: Sequence[tuple[int, list[str]]]


@dataclass(frozen=True)
class Note:
    """Something that was passed over, or that whoever handed it in may not know."""

    code: str
    sheet: str
    row: int
    column: str

    @property
    def words(self) -> str:
        return NOTES[self.code]


@dataclass(frozen=True)
class Whole:
    """A row with all its cells, as it stands in the file."""

    sheet: str
    row: int
    cells: Sequence[str]
    is_head: bool


def read(path: Path, ask: Ask, *, seconds: int = SECONDS) -> Iterator[Sheet | Rows | Note]:
    """The lists of a file, sheet by sheet, as they are read; `Unreadable` when there is none."""
    for message in _said(path, ask, seconds):
        kind = message["is"]
        if kind == "sheet":
            about = (message[name] for name in ("sheet", "height", "columns", "words", "missing"))
            yield Sheet(*about)
            yield from (Note("hidden", message["sheet"], message["row"], letter) for letter in message["hidden"])
        elif kind == "rows":
            yield Rows(message["at"], message["rows"])
        elif kind == "note":
            yield Note(message["code"], message["sheet"], message["row"], message["column"])


def rows_as_written(path: Path, ask: Ask, only: Mapping[str, Sequence[int]]) -> Iterator[Whole]:
    """The rows of these numbers, by sheet, with the heading before them."""
    for message in _said(path, ask._replace(only=only), SECONDS):
        if message["is"] == "written":
            yield Whole(message["sheet"], message["row"], message["cells"], message["head"])


def _said(path: Path, ask: Ask, seconds: int) -> Iterator[dict[str, Any]]:
    """What the child says, to its end; a child that was stopped or broke says nothing more."""
    with _child(path, ask, seconds) as child:
        for line in child.stdout or ():
            message = json.loads(line)
            if message["is"] == "fault":
                raise Unreadable(message["code"])
            if message["is"] == "end":
                return
            yield message
        raise Unreadable(_end_of(child.wait()))


def _end_of(code: int) -> str:
    """A child that ran out of memory aborts; one that ran out of time is stopped by a signal of that name."""
    return {-6: "memory", -9: "time", -24: "time", -11: "broken"}.get(code, "broken")


@contextmanager
def _child(path: Path, ask: Ask, seconds: int) -> "Iterator[subprocess.Popen[bytes]]":
    command = [sys.executable, "-I", "-X", "utf8", "-m", "gongqiao.design.reader.child", str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env={}, **pipes) as child:  # type: ignore[call-overload] # noqa: S603 -- our own module
        watch = threading.Timer(seconds, child.kill)
        watch.start()
        try:
            _ask(child.stdin, ask)
            yield child
        finally:
            watch.cancel()
            child.kill()


def _ask(pipe: IO[bytes], ask: Ask) -> None:
    try:
        pipe.write(ask.written)
        pipe.close()
    except BrokenPipeError:
        return  # it broke before it was asked; its end says why
