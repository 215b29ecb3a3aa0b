"""What keeps two rows from being one human being, and what keeps a union or her from saying so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.membership.models import Application, Membership
from gongqiao.membership.models.memberships import LEFT, PENDING, VOID
from gongqiao.merging.flow import TRUE
from gongqiao.people.models import Person
from gongqiao.people.models.codes import SEX

CARD = "card"


@dataclass(frozen=True)
class Pair:
    """Two rows, the one that stays first."""

    kept: Person
    merged: Person

    @property
    def keys(self) -> tuple[UUID, UUID]:
        return self.kept.pk, self.merged.pk

    @property
    def differing(self) -> list[str]:
        """What the two rows tell differently of what nobody has twice."""
        one, other = self.kept, self.merged
        said = {one.sex, other.sex} - {"0", "9"}
        sexes = [f"性别（{SEX[one.sex]}、{SEX[other.sex]}）"] if len(said) > 1 else []
        births = [f"出生日期（{one.birth_on}、{other.birth_on}）"] if one.birth_on != other.birth_on else []
        return [*sexes, *births]


def paired(one: Person, other: Person, verified: Collection[UUID]) -> Pair:
    """The one with the identity card stays, before others the one the government has verified; else the elder."""

    def after(person: Person) -> tuple[bool, bool, datetime, UUID]:
        card = person.document_type == CARD
        return not (card and person.pk in verified), not card, person.registered_at, person.pk

    return Pair(*sorted((one, other), key=after))


def found(memberships: Collection[Membership]) -> Reasons:
    """One answer whichever of card and name does not agree."""
    if not memberships:
        words = "没有找到这张会员证，或者姓名不一致，请对照另一张会员证核对证号和姓名"
        yield Reason("no_such_member", words, field="card_number")


def applying(application: Application, *, open_still: bool, member: bool) -> Reasons:
    """Of an applicant only who is known by a row of her own can be merged; what she says of herself is no row yet."""
    if not open_still:
        yield Reason("not_open", "申请已经办结；已经入会的，请从会员记录提出合并")
    if application.person_id is None:
        words = "申请人还没有自己的登记，没有两份可以合并；确已在会的，请告诉本人可以转会，再驳回这份申请"
        yield Reason("no_row", words)
    elif member:
        yield Reason("member", "申请人已经有会籍，请从会员记录提出合并")


def two(one: Person, other: Person) -> Reasons:
    if one.pk == other.pk:
        yield Reason("same_row", "已经是同一份登记，不用合并", field="card_number")


def apart(persons: Collection[UUID], acting: Collection[UUID]) -> Reasons:
    """Nobody says of herself in office that she is another one as well; whichever row she acts by."""
    if set(persons) & set(acting):
        yield Reason("own_rows", "不能办理自己的合并登记，请由另一位同志办理")


def living(*, dead: bool) -> Reasons:
    if dead:
        yield Reason("dead", "其中一份登记已记为去世，不能与在世的人合并；登记有误的，请先更正", field="card_number")


def merging(memberships: Sequence[Membership]) -> Reasons:
    """What both memberships must be, when they are proposed and when they are merged."""
    if any(each.state == PENDING for each in memberships):
        words = "其中一份会籍已先行准予、还没有经委员会确认，请先确认或者不予确认，再合并"
        yield Reason("unconfirmed", words, field="card_number")


def proposing(pair: Pair, *, words: str, differs: str, under_way: bool) -> Reasons:
    if under_way:
        yield Reason("under_way", "其中一份登记已有一件合并在办，请先办完或者撤回", field="card_number")
    if not words.strip():
        yield Reason("no_words", "请写明为什么是同一人", field="words", law=TRUE)
    if pair.differing and not differs.strip():
        told = "、".join(pair.differing)
        yield Reason("differing", f"两份登记的{told}不一致：确是同一人的，请写明哪一份是对的、凭什么", field="differs")


def lasting(one: Membership, other: Membership, choice: str) -> tuple[Membership | None, Membership | None]:
    """Which membership goes on and which one ends by the merger; the one chosen, where both last."""
    held = [each for each in (one, other) if each.state not in {LEFT, VOID}]
    if len(held) < 2:  # noqa: PLR2004 -- there are two
        return (held[0] if held else None), None
    return (one, other) if choice == "this" else (other, one)


def four_eyes(proposed_by: UUID | None, acting: Collection[UUID]) -> Reasons:
    if proposed_by in acting:
        yield Reason("four_eyes", "提出和复核须是两个人，请由另一位同志复核")


def saying(words: str) -> Reasons:
    if not words.strip():
        yield Reason("no_words", "请写明理由", field="words")


def answered(*, already: bool) -> Reasons:
    if already:
        yield Reason("said", "您已经确认过了，正在等您的另一个手机号确认")


def in_place(expected: Collection[UUID | None], held: Collection[Membership]) -> Reasons:
    """The memberships are the ones that were proposed: none has ended or begun meanwhile."""
    if {each.pk for each in held} != set(expected) - {None}:
        words = "其中一份会籍的状态在提出以后变了，请提出的工会撤回，重新提出"
        yield Reason("moved_on", words)


def undoing(*, name: str, later: bool, changed: int, built: int) -> Reasons:
    if not name:
        words = "个人信息已按本人或者近亲属的要求全部删除，两份登记分不开了"
        yield Reason("erased", words, law="个人信息保护法 第四十七条")
    if later:
        yield Reason("merged_again", "保留的登记后来又并入了另一份登记，请先撤销那一次")
    if changed or built:
        words = "合并以后已经办过会籍、任职或者账号的事，不能整体撤销；有误的，请逐项更正"
        yield Reason("built_upon", words)
