"""Bring `uv` into `.tools/`, from the index that pip is configured for, with nothing but Debian's bare python3."""

import configparser
import io
import os
import platform
import re
import sys
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import download

ROOT = Path(__file__).resolve().parents[1]
VERSION = "0.13.9"
PUBLIC = "https://pypi.org/simple"
WHEELS = {
    "x86_64": "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    "aarch64": "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375",
}


def index() -> str:
    """What `pip config get global.index-url` would say, where there is no pip to ask."""
    told = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL")
    if told:
        return told.rstrip("/")
    home = Path.home()
    files = [
        os.environ.get("PIP_CONFIG_FILE", ""),
        home / ".config/pip/pip.conf",
        home / ".pip/pip.conf",
        "/etc/pip.conf",
        "/etc/xdg/pip/pip.conf",
    ]
    for file in files:
        settings = configparser.RawConfigParser()
        settings.read(file)
        if settings.has_option("global", "index-url"):
            return settings.get("global", "index-url").rstrip("/")
    return PUBLIC


def wheel() -> bytes:
    """The locked wheel for this machine, found on the index by its digest."""
    machine = platform.machine()
    if machine not in WHEELS:
        sys.exit(f"没有为 {machine} 准备 uv，请自行安装 uv {VERSION} 后重试")
    digest = WHEELS[machine]
    page = f"{index()}/uv/"
    for address in re.findall(r'href="([^"]+)"', download.get(page).decode()):
        if f"/uv-{VERSION}-" in address and address.endswith(f"#sha256={digest}"):
            return download.checked(urljoin(page, address.partition("#")[0]), "sha256", bytes.fromhex(digest))
    sys.exit(f"索引 {page} 上没有锁定的 uv {VERSION}")


def main() -> None:
    if "--index" in sys.argv:
        print(index())
        return
    target = ROOT / ".tools" / f"uv-{VERSION}"
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(wheel())) as archive:
        program = archive.read(f"uv-{VERSION}.data/scripts/uv")
    half = target.with_suffix(f".{os.getpid()}")
    half.write_bytes(program)
    half.chmod(0o755)
    half.rename(target)


if __name__ == "__main__":
    main()
