"""注销账号: what follows, what stays and why, and the one button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongqiao.kernel.clock import day
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.people import actions, forms, queries

GOES = (
    "这个手机号不能再登录原来的账号；以后可以用它重新开通一个新账号",
    "所有设备退出登录，接口令牌失效，动态口令和备用口令作废",
    "您的授权全部撤回，没有交出去的入会申请和站内消息都删除",
)
STAYS = (
    (
        "会籍、会员证号和工会名册",
        "在会期间由所在工会保存，退会后保存到档案保管期限届满。注销账号不是退会，重新登录核对一致就能看到",
    ),
    ("已经交给工会的申请和办理记录", "办过的事要能查证，随案卷保存到档案保管期限届满；到哪一天，请问经办的工会"),
    ("谁看过您的信息、登录和操作记录", "自产生之日起至少六个月，用来保障安全（网络安全法 第二十一条）"),
)


@signed_in
def close(request: Request) -> HttpResponse:
    """One's own to do, and told beforehand; whoever has something under way is told how to bring it to an end."""
    held = request.session.row  # type: ignore[attr-defined]
    form = forms.Closing(request.POST if request.method == "POST" else None)
    by, at = request.actor, request.arrived_at
    if held and attempt(form, actions.close, strong_at=held.strong_at, by=by, at=at):
        request.session.flush()
        messages.success(request, "账号已注销，所有设备已退出登录")
        return redirect("/")
    keeps = list(queries.what_keeps(by, on=day(at)))
    step_up = queries.step_up_for(form, request.path)
    given = {"form": form, "keeps": keeps, "goes": GOES, "stays": STAYS, "step_up": step_up}
    return render(request, "people/close.html", given)
