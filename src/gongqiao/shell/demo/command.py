"""`gongqiao demo`."""

import os
import sys
from time import monotonic

import click

from gongqiao.postgres import roles
from gongqiao.shell import surroundings


@click.command(help="建好演示省；已经建好的不再动")
def demo() -> dict[str, float | bool]:
    surroundings.wake()
    from gongqiao.kernel.clock import moment  # noqa: PLC0415 -- its imports need Django awake
    from gongqiao.shell.demo import build  # noqa: PLC0415 -- as above

    began = monotonic()
    known = build.stands()
    with click.progressbar(
        length=len(build.PARTS), label="演示省", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        for words in build.build(moment()):
            bar.label = words
            bar.update(1)
    if not known:
        roles.take_stock(os.environ["GONGQIAO_OWNER_URL"])
    seconds = round(monotonic() - began, 1)
    click.echo("演示省已经在了" if known else f"演示省已建好，用时 {seconds} 秒")
    return {"built": not known, "seconds": seconds}
