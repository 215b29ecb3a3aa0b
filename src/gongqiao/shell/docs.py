"""`python -m gongqiao.shell.docs [FOLDER]`: write the reference pages, unless told otherwise into this clone."""

import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).parents[3]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
    django.setup()
    from gongqiao.shell import reference  # noqa: PLC0415 -- its tables are filled by starting the house

    folder = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs/reference"
    for name in reference.write(folder):
        print(name)  # noqa: T201 -- a command's answer


if __name__ == "__main__":
    main()
