"""How several trustees make a key that some of them suffice to use, each on her own machine.

`certify` by each, `deal` by each over everybody's certificates, `join` by each over what everybody dealt, then
`publish` by whoever sets the election up. Files hold a line for each trustee, in the same order throughout.
"""

from pathlib import Path

import click

from gongqiao.ballots import keyfile
from gongqiao.ballots.commands.elections import GROUP, Facts
from gongqiao.ballots.commands.trustees import FILE, KEY, PASSWORD, new_password, opened, password
from gongqiao.belenios import ceremony, letters, trustees
from gongqiao.belenios.forms import FaultyError, Json, compact, group_named, parsed, sound
from gongqiao.kernel.reasons import Reason, Refused

LINES = click.Path(exists=True, dir_okay=False, path_type=Path)
CERTIFICATES = click.argument("certificates", type=LINES)
DEALT = click.argument("dealt", type=LINES)
THRESHOLD = click.option("--threshold", type=int, required=True, help="几位保管人就能计票")


@click.command("certify", help="共同建密钥第一步：各人建自己的种子文件，把显示的证书交给组织者")
@FILE
@GROUP
@PASSWORD
def certify(file: Path, group: str, password_file: Path | None) -> Facts:
    word = new_password(file, password_file)
    held, seed = group_named(group), letters.seed()
    public = letters.certificate(held, seed)
    keyfile.keep(file, keyfile.sealed(held, seed, public, word, kind=keyfile.SEED))
    click.echo(compact(public))
    return {"file": str(file), "group": group, "public": public}


@click.command("deal", help="第二步：按全体的证书（每行一份）给每人写一封密信，把显示的一行交给组织者")
@KEY
@CERTIFICATES
@THRESHOLD
@PASSWORD
def deal(file: Path, certificates: Path, threshold: int, password_file: Path | None) -> Facts:
    found, listed = opened(file, keyfile.SEED), _lines(certificates)
    seed = found.opened(password(password_file))
    try:
        dealt = ceremony.polynomial(found.group, seed, listed, threshold)
    except FaultyError as wrong:
        raise _refused(wrong) from None
    click.echo(compact(dealt))
    return {"trustees": len(listed), "threshold": threshold, "dealt": dealt}


@click.command("join", help="第三步：核对全体的密信（每行一份），得到自己的密钥文件，把显示的公钥交给组织者")
@KEY
@CERTIFICATES
@DEALT
@THRESHOLD
@PASSWORD
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="密钥写进哪个文件，口令不变"
)
def join(**told: Path | int | None) -> Facts:
    return _join(**told)  # type: ignore[arg-type]


def _join(
    *, file: Path, certificates: Path, dealt: Path, threshold: int, password_file: Path | None, out: Path
) -> Facts:
    found, listed, rows = opened(file, keyfile.SEED), _lines(certificates), _lines(dealt)
    word = password(password_file)
    seed = found.opened(word)
    try:
        own = ceremony.place_of(found.group, seed, listed)
        sound(ceremony.unsound_polynomials(found.group, listed, rows, threshold))
        secret = ceremony.share(found.group, seed, listed, ceremony.inputs(rows)[own], threshold)
    except FaultyError as wrong:
        raise _refused(wrong) from None
    public = trustees.public_key(found.group, secret)
    keyfile.keep(out, keyfile.sealed(found.group, str(secret), public, word))
    click.echo(compact(public))
    return {"file": str(out), "number": own + 1, "public": public}


@click.command("publish", help="第四步，由组织者做：核对证书、密信和公钥（每行一份），得到选举要公布的保管人名单")
@CERTIFICATES
@DEALT
@click.argument("keys", type=LINES)
@GROUP
@THRESHOLD
def publish(certificates: Path, dealt: Path, keys: Path, group: str, threshold: int) -> Facts:
    held, listed, rows, public = group_named(group), *map(_lines, (certificates, dealt, keys))
    try:
        sound(letters.unsound_certificates(held, listed))
        sound(ceremony.unsound_polynomials(held, listed, rows, threshold))
        outputs = [{"public_key": each} for each in public]
        told = [[trustees.PEDERSEN, ceremony.parameters(listed, rows, outputs, threshold)]]
        trustees.read(compact(told), held)
    except FaultyError as wrong:
        raise _refused(wrong) from None
    click.echo(compact(told))
    return {"trustees": told, "threshold": threshold}


def _lines(file: Path) -> list[Json]:
    """A structure on each line."""
    try:
        return [parsed(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    except (FaultyError, UnicodeDecodeError):
        raise Refused([Reason("lines", f"{file} 应当每行是一份显示出来的内容，不要改动")]) from None


def _refused(wrong: FaultyError) -> Refused:
    """Every fault with its place: whose line it is tells whom to ask."""
    return Refused(Reason(fault.code, f"{fault.place} {fault.words}".strip()) for fault in wrong.faults)
