"""What may be read of errands and links."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.openid import provider
from gongqiao.openid.models import Errand, Link
from gongqiao.people.models.sign_ins import digest_of
from gongqiao.people.queries import Holding, hold

NOBODY = UUID(int=0)


def called() -> str:
    """What the provider is called on pages; nothing where the operator has named none."""
    named = provider.configured()
    return named.called if named else ""


def told_of() -> str:
    """What comes from the provider, in words for whoever sets out."""
    named = provider.configured()
    return "用户标识和姓名，以及证件号码不可还原的摘要" if named and named.number else "用户标识和姓名"


def links(viewer: Actor) -> QuerySet[Link]:
    """One's own, the one that holds first."""
    return Link.objects.filter(account_id=viewer.account_id or NOBODY).order_by("-linked_at", "-pk")


def waiting(viewer: Actor, errand_id: UUID, *, device: str, at: datetime) -> Errand | None:
    """What has come back on this device and nobody has said yet whose it is; begun by nobody or by the viewer."""
    with wall.lowered():
        here = Errand.objects.filter(pk=errand_id, device=digest_of(device), until__gt=at)
        held = here.filter(subject__isnull=False).first()
    return held if held and held.account_id in {None, viewer.account_id} else None


def trouble(at: datetime) -> str:
    """What keeps the provider from being used, for whoever looks after the platform; nothing when all is well."""
    named = provider.configured()
    if named is None:
        return ""
    try:
        provider.keys_of(named, at)
    except provider.AwayError as why:
        return f"{named.called}（{named.issuer}）不能用来登录：{why}；请检查 GONGQIAO_OPENID_ISSUER 和网络"
    return ""


_DIGEST = "不可还原的摘要"
hold(
    Holding(Errand, account="account", hidden={"state": _DIGEST, "device": _DIGEST, "document": _DIGEST}),
    Holding(Link, account="account"),
)
