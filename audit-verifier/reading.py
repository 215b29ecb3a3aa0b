"""Lines of JSON, read strictly: what can be read in two ways, or not to its end, is not read at all."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from faults import UnreadableError

LONGEST = 16 * 2**20


class Number(str):
    """A number as it is written in the file: nothing is lost by reading it."""

    __slots__ = ()


class Fraction(Number):
    """A number with a point or an exponent; the format knows whole ones only."""

    __slots__ = ()


def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that says a thing twice can be read in two ways."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError
    return made


def refuse(_word: str) -> NoReturn:
    """NaN and Infinity, which Python would read and JSON does not know."""
    raise ValueError


DECODER = json.JSONDecoder(object_pairs_hook=members, parse_int=Number, parse_float=Fraction, parse_constant=refuse)


def lines(path: Path) -> Iterator[tuple[str, Any]]:
    """Each line's place, in words, and what it says."""
    try:
        with path.open("rb") as file:
            for number in count(1):
                line = file.readline(LONGEST + 1)
                if not line:
                    return
                place = f"{path.name} 第 {number} 行"
                if len(line) > LONGEST:
                    raise UnreadableError(f"{place}超过 {LONGEST // 2**20} MiB，不是导出的样子")
                yield place, decoded(line, place)
    except FileNotFoundError:
        raise UnreadableError(f"没有 {path}") from None
    except OSError:
        raise UnreadableError(f"读不出 {path}：请看它是不是文件、有没有读取权限") from None


def decoded(line: bytes, place: str) -> Any:
    try:
        return DECODER.decode(line.decode())
    except UnicodeDecodeError:
        raise UnreadableError(f"{place}不是 UTF-8 文字") from None
    except ValueError:
        raise UnreadableError(f"{place}不是完整的 JSON") from None
    except RecursionError:
        raise UnreadableError(f"{place}嵌套太深") from None


def whole(value: Any) -> bool:
    return isinstance(value, Number) and re.fullmatch("0|[1-9][0-9]{0,17}", value) is not None


def written(pattern: str) -> Callable[[Any], bool]:
    form = re.compile(pattern)
    return lambda value: type(value) is str and form.fullmatch(value) is not None


Form = dict[str, Callable[[Any], bool]]
DIGEST = written("[0-9a-f]{64}")


def shaped(told: Any, form: Form, place: str) -> dict[str, Any]:
    """What a line says, if it has the form that the page describes."""
    if not isinstance(told, dict) or set(told) != set(form):
        raise UnreadableError(f"{place}应当是恰好有 {'、'.join(form)} 的对象")
    for name, fits in form.items():
        if not fits(told[name]):
            raise UnreadableError(f"{place}的 {name} 写法不对")
    return told
