"""Check an export of the platform's records: that none was changed, removed, added or moved since it was sealed.

Written from docs/explanation/audit.md alone, and it shares no code with the platform. Whoever wants to check elsewhere
takes this folder along, `python3 audit-verifier FOLDER`: it needs Python 3.11 and, for the signatures, `cryptography`.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from checking import UNREADABLE, Report, check
from confirmations import Asked, witness
from faults import Fault, UnreadableError
from reading import DIGEST

SHOWN = 5  # faults of a kind, or gaps, that are told in words; --json tells all
DEEPEST = 3500  # enough for what any JSON library writes, and less than the stack of any machine


def sentences(report: Report) -> Iterator[str]:
    yield f"读到 {report.leaves} 条记录、{report.heads} 个审计头。"
    if report.keys:
        yield "审计头的公钥，请与另外得到的核对（认可的用 --key 写明）："
        yield from (f"  {key}" for key in report.keys)
    if report.gaps:
        shown = "、".join(f"{first}" if first == last else f"{first}—{last}" for first, last in report.gaps[:SHOWN])
        more = f" 等 {len(report.gaps)} 段" if len(report.gaps) > SHOWN else ""
        yield f"没有记录的编号：{shown}{more}。没有办成的事会留下空号，这不算问题。"
    for each in report.confirmed or ():
        yield f"{each.witness}确认到前 {each.size} 条，最近一次在 {each.when}。"
    yield from proven(report.proof or {})
    if not report.faults:
        yield "没有发现问题：每条记录都与封存时相同，没有缺少、增加或者调换，审计头的签名和根都对。"
        return
    yield f"发现 {len(report.faults)} 处问题："
    seen: Counter[str] = Counter()
    for fault in report.faults:
        seen[fault.code] += 1
        if seen[fault.code] <= SHOWN:
            yield f"  {fault.words}"
    if hidden := sum(max(0, times - SHOWN) for times in seen.values()):
        yield f"  同类的问题还有 {hidden} 处，用 --json 逐条列出。"


def proven(proof: dict[str, Any]) -> Iterator[str]:
    if not proof:
        return
    yield f"编号 {proof['record']} 的记录是第 {proof['seq']} 号，封存的摘要是 {proof['leaf']}"
    if "path" not in proof:
        yield "最新的审计头与封存的摘要不符，证明不了这条记录。"
        return
    yield f"在最新的审计头（前 {proof['size']} 条，根 {proof['root']}）里，它的路径从下到上是："
    yield from (f"  {step}" for step in proof["path"])


class Parser(argparse.ArgumentParser):
    def error(self, _message: str) -> NoReturn:
        self.exit(UNREADABLE, f"{self.format_usage()}用法不对，--help 有说明\n")


def asked() -> argparse.Namespace:
    parser = Parser(prog="audit-verify", description="核验工桥导出的办理记录：有没有被改动、删除、增加或者调换")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="gongqiao audit export 写出的文件夹")
    parser.add_argument("--witness", metavar="FILE", type=Path, action="append", default=[], help="留存在外的审计头")
    parser.add_argument("--key", metavar="HEX", action="append", default=[], help="认可的公钥，可以写多次")
    parser.add_argument("--witness-key", metavar="KEY", action="append", default=[], help="见证方的名称+编号+公钥")
    parser.add_argument("--origin", metavar="NAME", default="", help="平台在见证方那里的名称，与 --witness-key 同用")
    parser.add_argument(
        "--confirmations", metavar="FILE", type=Path, action="append", default=[], help="见证方自己给出的确认"
    )
    parser.add_argument("--record", metavar="ID", type=int, help="列出这个编号的记录的证明路径")
    parser.add_argument("--json", action="store_true", help="只输出一个 JSON 对象")
    return parser.parse_args()


def key(told: str) -> str:
    if not DIGEST(told.lower()):
        raise UnreadableError("--key 应当是 64 位十六进制的公钥")
    return told.lower()


def confirming(asked_for: argparse.Namespace) -> Asked | None:
    """Whose confirmations count must be said by the reader: the export could name anybody."""
    keys, origin, files = asked_for.witness_key, asked_for.origin, asked_for.confirmations
    if bool(keys) != bool(origin) or (files and not keys):
        raise UnreadableError("核对见证方的确认，要用 --witness-key 写明它的公钥，用 --origin 写明平台在它那里的名称")
    return Asked([witness(each) for each in keys], origin, files) if keys else None


def looked(asked_for: argparse.Namespace) -> Report:
    """Whatever happens, the reader gets a sentence."""
    try:
        named, asked = set(map(key, asked_for.key)), confirming(asked_for)
        return check(asked_for.folder, asked_for.witness, named, asked_for.record, asked)
    except UnreadableError as reason:
        words = str(reason)
    except OSError:
        words = f"打不开 {asked_for.folder}"
    except RecursionError:
        words = "有一条记录嵌套太深"
    except MemoryError:
        words = "内存不够，请换一台机器核验"
    except KeyboardInterrupt:
        words = "核验被中断，没有结论"
    return Report(faults=[Fault("unreadable", None, words)])


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.setrecursionlimit(DEEPEST)
    asked_for = asked()
    report = looked(asked_for)
    try:
        if report.code == UNREADABLE:
            print(report.faults[0].words, file=sys.stderr)
        if asked_for.json:
            print(json.dumps(report.told(), ensure_ascii=False), flush=True)
        elif report.code != UNREADABLE:
            print("\n".join(sentences(report)), flush=True)
    except OSError:  # whoever was to read it is gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return report.code


if __name__ == "__main__":
    sys.exit(main())
