"""无记名投票 at the desk: the ledger, one vote, and what its officers do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.ballots import actions, forms, grants, queries
from gongqiao.ballots.models import Vote
from gongqiao.design.columns import address
from gongqiao.design.confirming import confirm
from gongqiao.design.ledger import Column, Ledger
from gongqiao.design.words import moment
from gongqiao.kernel.authority import require
from gongqiao.kernel.web import Request, attempt, for_office, signed_in

VOTES = Ledger(
    title="无记名投票",
    order="-opens_at",
    unit="次",
    columns=(
        Column("名称", "title", link=address("ballots:vote")),
        Column("工会", "union_body.name"),
        Column("开始投票", lambda row: moment(row.opens_at), sort="opens_at"),
        Column("截止投票", lambda row: moment(row.closes_at), sort="closes_at"),
        Column("状态", lambda row: row.get_state_display(), tone=lambda row: queries.TONES[row.state]),
    ),
    empty="还没有登记投票",
)


@for_office(grants.SEE)
def votes(request: Request) -> HttpResponse:
    page = VOTES.page(queries.votes(request.actor), request.GET)
    return render(request, "ballots/votes.html", {"ledger": page, "may": request.actor.may(grants.KEEP)})


@signed_in
def vote(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.votes(request.actor), pk=pk)
    told = queries.vote_page(request.actor, found, at=request.arrived_at)
    return render(request, "ballots/vote.html", {"vote": found, **told})


@signed_in
def roll(request: Request, pk: UUID) -> HttpResponse:
    """Who took part: for those who run the vote, and for nobody else."""
    found = _kept(request, pk)
    return render(request, "ballots/roll.html", {"vote": found, "roll": queries.roll(request.actor, found)})


def _kept(request: Request, pk: UUID) -> Vote:
    """One that one sees and runs; whoever does not is told before she fills in."""
    found = get_object_or_404(queries.votes(request.actor), pk=pk)
    require(request.actor, grants.KEEP, found.union_body_id)
    return found


@for_office(grants.KEEP)
def prepare(request: Request) -> HttpResponse:
    form = forms.Preparing(request.POST or None)
    if done := attempt(form, actions.prepare, request.actor.body_id, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记投票；请三位保管人共同建密钥，再把名单登记进来")
        return redirect("ballots:vote", done.subject_id)
    return render(request, "ballots/prepare.html", {"form": form})


@signed_in
def entrust(request: Request, pk: UUID) -> HttpResponse:
    kept = _kept(request, pk)
    form = forms.Entrusting(request.POST or None, request.FILES or None)
    if attempt(form, actions.entrust, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已登记密钥保管人")
        return redirect("ballots:vote", pk)
    return render(request, "ballots/entrust.html", {"vote": kept, "form": form})


@signed_in
def open_vote(request: Request, pk: UUID) -> HttpResponse:
    kept = _kept(request, pk)
    form = forms.Confirming(request.POST if request.method == "POST" else None)
    if attempt(form, actions.open_vote, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已开启投票，名册已经冻结")
        return redirect("ballots:vote", pk)
    told = ("选民名册按现在的在会会员冻结，以后入会的不在册", "题目、时间、规则和保管人都不能再改")
    back = reverse("ballots:vote", args=[pk])
    return confirm(request, f"开启{kept}", form, consequences=told, submit="开启投票", back=back)


@signed_in
def close_vote(request: Request, pk: UUID) -> HttpResponse:
    kept = _kept(request, pk)
    form = forms.Confirming(request.POST if request.method == "POST" else None)
    if attempt(form, actions.close_vote, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已结束投票；请两位保管人下载档案，做部分解密")
        return redirect("ballots:vote", pk)
    told = ("票箱关闭，得到谁参加了投票的名册", "发放凭证的种子销毁，以后谁也查不出哪张凭证是谁的")
    back = reverse("ballots:vote", args=[pk])
    return confirm(request, f"结束{kept}", form, consequences=told, submit="结束投票", back=back)


@signed_in
def bring_part(request: Request, pk: UUID) -> HttpResponse:
    kept = _kept(request, pk)
    form = forms.BringingPart(request.POST or None, request.FILES or None)
    if attempt(form, actions.bring_part, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已收下部分解密")
        return redirect("ballots:vote", pk)
    return render(request, "ballots/bring_part.html", {"vote": kept, "form": form})


@signed_in
def count_vote(request: Request, pk: UUID) -> HttpResponse:
    kept = _kept(request, pk)
    form = forms.Confirming(request.POST if request.method == "POST" else None)
    if attempt(form, actions.count_vote, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已开票，结果已经公布")
        return redirect("ballots:vote", pk)
    told = ("得到各项的总票数，向所有人公布", "每一张选票仍然是密封的")
    back = reverse("ballots:vote", args=[pk])
    return confirm(request, f"{kept}开票", form, consequences=told, submit="开票", back=back)


@signed_in
def void_vote(request: Request, pk: UUID) -> HttpResponse:
    kept = _kept(request, pk)
    form = forms.VoidingVote(request.POST if request.method == "POST" else None)
    if attempt(form, actions.void_vote, pk, by=request.actor, at=request.arrived_at):
        messages.success(request, "已作废")
        return redirect("ballots:vote", pk)
    told = ("已经投的选票都不计", "不能恢复；要再投票，请另行登记")
    back = reverse("ballots:vote", args=[pk])
    return confirm(request, f"作废{kept}", form, consequences=told, submit="作废", back=back)
