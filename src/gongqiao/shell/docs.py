"""`python -m gongqiao.shell.docs`: write the reference pages of the clone this stands in."""

import os
from pathlib import Path

import django

ROOT = Path(__file__).parents[3]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
    django.setup()
    from gongqiao.shell import reference  # noqa: PLC0415 -- its tables are filled by starting the house

    for name in reference.write(ROOT / "docs/reference"):
        print(name)  # noqa: T201 -- a command's answer


if __name__ == "__main__":
    main()
