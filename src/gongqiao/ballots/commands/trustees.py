"""A trustee's key on her own machine: `gongqiao ballots trustee make|show|decrypt`."""

import sys
from pathlib import Path
from secrets import randbelow
from typing import Any

import click

from gongqiao.ballots import keyfile
from gongqiao.ballots.commands.elections import ARCHIVE, GROUP, Facts, checked, end_badly
from gongqiao.belenios import tally, trustees
from gongqiao.belenios.forms import compact, group_named
from gongqiao.belenios.verify import PASSED, Found
from gongqiao.kernel.reasons import Reason, Refused, refuse

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
KEY = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
PASSWORD = click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="口令在这个文件的第一行；不写的，在终端里输入",
)


@click.command("make", help="新建一把保管人的密钥，用口令封存；把公开的部分交给选举的组织者")
@FILE
@GROUP
@PASSWORD
def make(file: Path, group: str, password_file: Path | None) -> Facts:
    word = new_password(file, password_file)
    held = group_named(group)
    secret = 1 + randbelow(held.order - 1)
    public = trustees.public_key(held, secret)
    keyfile.keep(file, keyfile.sealed(held, str(secret), public, word))
    click.echo(compact(public))
    click.echo(f"密钥已封存在 {file}：口令和文件分开保管，丢了哪一样都不能计票", err=True)
    return {"file": str(file), "group": group, "public": public}


@click.command("show", help="显示密钥公开的部分：公钥和持有私钥的证明")
@KEY
def show(file: Path) -> Facts:
    found = opened(file)
    click.echo(compact(found.public))
    return {"file": str(file), "kind": found.kind, "group": found.group.name, "public": found.public}


@click.command("decrypt", help="投票结束后，核验档案，用自己的密钥解密汇总；结果交给选举的组织者")
@KEY
@ARCHIVE
@PASSWORD
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="部分解密写进哪个文件")
def decrypt(file: Path, archive: Path, password_file: Path | None, out: Path) -> Facts:
    key, found = opened(file, keyfile.KEY_OF_ONE), checked(archive)
    if not found.sound:
        end_badly(found)
    owner = _owner(key, found)
    held = found.of()
    click.echo(f"选举“{held.name}”，摘要 {held.fingerprint}：{found.tallied} 张选票，{found.total} 票", err=True)
    secret = int(key.opened(password(password_file)))
    keyfile.keep(out, compact(tally.partial(held, secret, found.table)))
    click.echo(f"第 {owner} 位保管人的部分解密已写进 {out}")
    return {"owner": owner, "file": str(out), "uuid": held.uuid, "election_hash": held.fingerprint}


def new_password(file: Path, told: Path | None) -> str:
    """For a file that is about to be made."""
    if file.exists():
        raise Refused([Reason("exists", f"{file} 已经有了，不会覆盖，请另写一个文件名")])
    word = password(told, twice=True)
    refuse(keyfile.unfit(word))
    return word


def _owner(key: keyfile.KeyFile, found: Found) -> int:
    """Her number among the trustees; refused where she has nothing to do."""
    tallied = any(check.code == "tally" and check.state == PASSED for check in found.checks)
    keys = trustees.verification_keys(found.items)
    public = key.public["public_key"]
    if found.of().group.name != key.group.name or public not in keys:
        raise Refused([Reason("stranger", "这把密钥不是这次选举的保管人的")])
    if not tallied:
        raise Refused([Reason("open", "投票还没有结束，没有可以解密的汇总")])
    if (owner := keys.index(public) + 1) in found.parts:
        raise Refused([Reason("done", f"第 {owner} 位保管人已经解密过了")])
    return owner


def opened(file: Path, kind: str = "") -> keyfile.KeyFile:
    """Refused where it is not the kind of file that is needed."""
    try:
        found = keyfile.read(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise Refused([Reason("file", "不是密钥文件，或者被改动过")]) from None
    if kind and found.kind != kind:
        words = "certify 建的种子文件" if kind == keyfile.SEED else "make 或者 join 建的密钥文件"
        raise Refused([Reason("kind", f"这里要用 {words}")])
    return found


def password(file: Path | None, *, twice: bool = False) -> str:
    if file is not None:
        return file.read_text(encoding="utf-8").partition("\n")[0]
    if not sys.stdin.isatty():
        raise Refused([Reason("terminal", "请在终端里输入口令，或者用 --password-file 写明口令在哪个文件")])
    told: dict[str, Any] = {"hide_input": True, "err": True}
    word = str(click.prompt("口令", **told))
    if twice and click.prompt("再输一次", **told) != word:
        raise Refused([Reason("differ", "两次输入的口令不一样，请再来一次")])
    return word
