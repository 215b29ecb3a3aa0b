"""How a measurement is asked for and told: `script/bench NAME [--json]`."""

import json
from collections.abc import Callable

import click


def command(words: str, run: Callable[..., dict[str, object]], *options: click.Option) -> click.Command:
    """`run` takes what the options say and gives what was found, by name."""

    def main(*, as_json: bool, **asked: object) -> None:
        found = run(**asked)
        told = [json.dumps(found, ensure_ascii=False)] if as_json else [f"{name}: {found[name]}" for name in found]
        click.echo("\n".join(told))

    only = click.Option(["--json", "as_json"], is_flag=True, help="只输出一个 JSON 对象")
    return click.Command("bench", callback=main, params=[only, *options], help=words)
