"""`gongqiao-verify FILE|DIR [--before OLDER.bel …] [--json]`: exit 0 when every check holds, 1 when one does not,
2 when there is nothing that can be read."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from gongqiao_verifier.report import Check, Fault, Report, Unreadable
from gongqiao_verifier.verify import verify

_VERDICTS = {
    "verified": "核验通过：这次选举已经结束，全部检查都成立。",
    "verified-so-far": "到目前为止核验通过：选举尚未结束，已有的部分全部成立。",
    "unsupported": "不能核验：存档含有本程序不支持的内容，不得视为已经核验。",
    "refused": "核验不通过：下列检查不成立。",
}
_STATES = {
    "open": "投票进行中，尚未截止。",
    "closed": "投票已经截止，尚未计票。",
    "tallied": "加密汇总已经公布，尚未解密。",
    "decrypting": "保管人正在解密，结果尚未公布。",
    "finished": "结果已经公布。",
    "empty": "存档中没有事件。",
}
_SHOWN_FAULTS = 20
_SHOWN_LETTERS = 200


def main(arguments: list[str] | None = None) -> int:
    options = _options().parse_args(arguments)
    try:
        report = verify(Path(options.archive), [Path(each) for each in options.before], options.jobs)
    except Unreadable as error:
        return _unreadable(error, as_json=options.json)
    if options.json:
        _print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        _print("\n".join(_sentences(report)))
    return 0 if report.verdict in ("verified", "verified-so-far") else 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gongqiao-verify", description="核验一次秘密选举的存档。")
    parser.add_argument("archive", metavar="FILE|DIR", help="存档 .bel，或放有解开的文件的文件夹")
    parser.add_argument("--before", metavar="OLDER.bel", nargs="+", action="extend", default=[], help="早先保存的存档")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--jobs", type=int, default=None, help="并行的进程数（默认用全部处理器）")
    return parser


def _print(text: str) -> None:
    """Whatever the terminal cannot show is escaped rather than a reason to fail."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))


def _unreadable(error: Unreadable, *, as_json: bool) -> int:
    if as_json:
        fault = {"code": error.code, "words": error.words}
        _print(json.dumps({"verdict": "unreadable", "fault": fault, "checks": [], "election": {}}, ensure_ascii=False))
    else:
        _print(f"无法核验：{error.words}。")
    return 2


def _sentences(report: Report) -> list[str]:
    election = report.election
    lines = [_VERDICTS[report.verdict], _STATES.get(report.state, "")]
    if "uuid" in election:
        lines += ["", f"选举：{_plain(election['name'])}", f"编号：{election['uuid']}", f"散列：{election['hash']}"]
    if "voters" in election:
        weights = election["weights"]
        lines.append(
            f"选民 {election['voters']} 人，收到选票 {election['ballots']} 张，计入 {election['trackers']} 张，"
            f"投票率 {election['turnout']:.2%}，计入权重 {weights['counted']} / {weights['all']}。"
        )
    if "result" in election:
        lines += [f"第 {n} 题结果：{'、'.join(map(str, row))}" for n, row in enumerate(election["result"], 1)]
    lines.append("")
    for check in report.checks.values():
        lines += _check(check)
    return lines


def _check(check: Check) -> list[str]:
    mark = {True: "成立", False: "不成立", None: "未涉及"}[check.held]
    lines = [f"［{mark}］{check.words}" + (f"（{check.count} 项）" if check.held is not None else "")]
    lines += [f"    · {_fault(fault)}" for fault in check.faults[:_SHOWN_FAULTS]]
    if len(check.faults) > _SHOWN_FAULTS:
        lines.append(f"    · 另有 {len(check.faults) - _SHOWN_FAULTS} 处")
    return lines


def _fault(fault: Fault) -> str:
    places = [
        text
        for value, text in (
            (fault.event, f"事件 {fault.event}"),
            (fault.ballot, f"选票 {fault.ballot}"),
            (fault.trustee, f"保管人 {fault.trustee}"),
            (fault.question, f"第 {fault.question} 题"),
            (fault.answer, "空白项" if fault.answer == 0 else f"第 {fault.answer} 项"),
        )
        if value is not None
    ]
    return "，".join(places) + ("：" if places else "") + f"{_plain(fault.words)} [{fault.code}]"


def _plain(text: str) -> str:
    """Names come from the archive: nothing in them may steer a terminal."""
    return "".join(char if char.isprintable() else "�" for char in text[:_SHOWN_LETTERS])
