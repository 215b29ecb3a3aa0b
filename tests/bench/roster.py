"""`script/bench roster`: a list from its workbook to memberships, beside a loop of saves and beside a bare COPY.

On a steady server of its own (fsync on), in a database it makes and drops. `--rows` for a smaller list.
"""

import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import click
import django
import psycopg

from tests.bench.cockpit import scratch
from tests.bench.telling import command

ROWS, SAVED = 1_000_000, 1_000
GOAL, GOAL_MB = 60_000, 700
MB = 1024
HEADS = ("序号", "姓名", "证件类型", "证件号码", "手机号码", "用工形式", "部门")
SURNAMES, GIVEN = "张王李赵陈刘杨黄周吴徐孙马朱胡郭何林高罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红梅"
FORMS = ("劳动合同", "劳动合同", "劳动合同", "劳务派遣", "非全日制")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number_of(serial: int) -> str:
    """A different identity number of nobody for each serial, right in its check digit."""
    day, order = divmod(serial, 900)
    year, rest = divmod(day, 336)
    stem = f"330109{1950 + year % 56}{1 + rest // 28:02d}{1 + rest % 28:02d}{100 + order:03d}"
    return stem + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(stem, WEIGHTS, strict=True)) % 11]


def people(rows: int, first: int = 0) -> Iterator[tuple[str, ...]]:
    chance = Random(first)
    for serial in range(first, first + rows):
        name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
        phone = f"13{serial % 10**9:09d}"
        yield str(serial + 1), name, "居民身份证", number_of(serial), phone, chance.choice(FORMS), "一车间"


def workbook(path: Path, rows: int) -> None:
    """In a process of its own, whose memory is not ours."""
    if os.fork() == 0:
        from xlsxwriter import Workbook  # noqa: PLC0415 -- only there

        with Workbook(str(path), {"constant_memory": True}) as book:
            sheet = book.add_worksheet("会员名册")
            for number, row in enumerate((HEADS, *people(rows))):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell)
        os._exit(0)
    os.wait()


def run(rows: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder, scratch() as (_, app):
        os.environ.update(GONGQIAO_DATA=folder, GONGQIAO_MODE="test", GONGQIAO_TODAY="2026-03-10")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
        django.setup()
        from tests.bench import entering  # noqa: PLC0415 -- its imports need Django awake

        path = Path(folder) / "名册.xlsx"
        workbook(path, rows)
        union = entering.prepare(Path(folder))
        saved = _rate(SAVED, lambda: entering.row_by_row(union, people(SAVED, first=rows)))
        copied = round(rows / _copied(app, rows))
        ours = entering.measure(union, path)
    undone = ours.pop("undone")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    whole = round(rows / sum(ours.values()))
    return {
        "name": "roster",
        "ours": whole,
        "unit": "行/秒：从工作簿到核对过、已提交的会籍（人员、会籍、经历、会员证、归属五张表）",
        "reference": "同一次运行中逐行保存的 ORM",
        "reference_value": saved,
        "ratio": round(whole / saved),
        "goal": f"≥ {GOAL:,} 行/秒；≤ {GOAL_MB} MB",
        "met": whole >= GOAL and memory <= GOAL_MB * MB,
        "rows": rows,
        "copy_rows_per_s": copied,
        "memory_mb": memory // MB,
        "read_rows_per_s": round(rows / (ours["received"] + ours["read"])),
        "entered_rows_per_s": round(rows / ours["entered"]),
        "undone_rows_per_s": round(rows / undone),
        "seconds": {name: round(value, 2) for name, value in ours.items()},
    }


def _rate(rows: int, work: Callable[[], None]) -> int:
    began = time.perf_counter()
    work()
    return round(rows / (time.perf_counter() - began))


def _copied(app: str, rows: int) -> float:
    """Seconds of the least the database can do: the same values into one table with a unique index, and no rules."""
    with psycopg.connect(app) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE bare (name text, number text UNIQUE, phone text, form text)")
        lines = "".join(f"{name}\t{number}\t{phone}\t{form}\n" for _, name, _, number, phone, form, _ in people(rows))
        began = time.perf_counter()
        with cursor.copy("COPY bare FROM STDIN") as copy:
            copy.write(lines)
        connection.commit()
        return time.perf_counter() - began


main = command(
    "一份名册从工作簿到会籍有多快", run, click.Option(["--rows"], default=ROWS, show_default=True, help="名单的行数")
)

if __name__ == "__main__":
    main()
