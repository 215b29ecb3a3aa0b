"""Fetch the packages that `package-lock.json` locks, and keep only the files that `package.json` names, where it says.

Libraries of the browser lie where the platform serves them, what only tests use where only tests find it, the fonts of
official papers where those are laid out.
"""

import base64
import io
import json
import os
import re
import tarfile
from pathlib import Path

import download

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = "https://registry.npmjs.org"


def registry() -> str:
    """Where the npm client would look."""
    told = os.environ.get("npm_config_registry") or os.environ.get("NPM_CONFIG_REGISTRY")  # noqa: SIM112 -- npm's own name
    for file in (Path.home() / ".npmrc", Path("/etc/npmrc")):
        if not told and file.exists():
            lines = [line.partition("=") for line in file.read_text().splitlines()]
            told = next((value.strip() for name, _, value in lines if name.strip() == "registry"), None)
    return (told or PUBLIC).rstrip("/")


def fetch(name: str, version: str, integrity: str, kept: list[str], into: Path, imports: dict[str, str]) -> None:
    """One package: its tarball checked against the lock, its named files laid down.

    What its scripts import by a package's name they then import from where that package was laid: so the page needs no
    import map, which phones of before 2021 do not know.
    """
    algorithm, _, digest = integrity.partition("-")
    address = f"{registry()}/{name}/-/{name.rpartition('/')[2]}-{version}.tgz"
    content = download.checked(address, algorithm, base64.b64decode(digest))
    into.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for path in kept:
            file = archive.extractfile(f"package/{path}")
            if file is None:
                raise FileNotFoundError(f"{name} {version}: {path}")
            text = file.read()
            for named, laid in imports.items() if path.endswith(".js") else ():
                text = re.sub(rf"^(import .* from '){named}".encode(), rb"\1" + laid.encode(), text, flags=re.MULTILINE)
            (into / Path(path).name).write_bytes(text)


def main() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    told = json.loads((ROOT / "package.json").read_text())
    for folder, name, kept in (
        (folder, name, kept) for folder, named in told["kept"].items() for name, kept in named.items()
    ):
        package, into = lock[f"node_modules/{name}"], ROOT / folder
        mark = ROOT / ".tools" / f"{name.replace('/', '+')}-{package['version']}"
        present = mark.exists() and mark.read_text() == package["integrity"]
        if not present or not all((into / Path(path).name).exists() for path in kept):
            fetch(name, package["version"], package["integrity"], kept, into, told["imports"])
            mark.write_text(package["integrity"])


if __name__ == "__main__":
    main()
