"""The booth on phones, in a real Chromium at a real server: what it lets pass, says, and never sends."""

import json
from pathlib import Path

import pytest

from gongqiao.ballots import elections
from gongqiao.ballots.models import Ballot, Vote
from gongqiao.belenios import ballots, spoiled
from gongqiao.belenios.verify import verify
from gongqiao.kernel.clock import moment
from tests.ballots import made
from tests.ballots.phones import STATE, parts_of, phone, running
from tests.design.conftest import address, browser

__all__ = ["address", "browser"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(name="vote")
def _vote(union, issuing):
    return running(union)


def test_three_phones_vote_one_in_elder_mode_and_one_after_it_checked_a_ballot(browser, address, vote, alone, tmp_path):
    with phone(browser, address, vote, 0) as one:
        votes_and_finds_her_ballot(one)
    with phone(browser, address, vote, 1, elder=True) as two:
        two.go().at("choosing").seal("不赞成").press("投出").at("cast")
    with phone(browser, address, vote, 2, width=1366) as three:
        votes_after_a_check(three)
    assert [each.odd for each in (one, two, three)] == [[], [], []]

    at = moment() + 2 * made.HOUR
    closed = made.counted(made.closed(vote, at=at), at=at)
    assert (closed.came, closed.result) == (3, [[1, 1, 1]])
    file = tmp_path / f"{vote.uuid}.bel"
    file.write_bytes(elections.archived(closed, at=at))
    assert verify(file.read_bytes()).result == [[1, 1, 1]]
    assert alone(file) == ("verified", [[1, 1, 1]])


def votes_and_finds_her_ballot(hers):
    hers.go().at("choosing").seal("赞成").press("投出").at("cast")
    mark = hers.part("tracker")
    hers.press("复制追踪码").press("到公告板上查")
    hers.page.wait_for_url("**/board/**")

    assert "票箱里有这张选票" in hers.page.inner_text("main")
    assert Ballot.objects.get().tracker == mark


def votes_after_a_check(hers):
    """What she saves of the ballot that she gave up opens as she chose; another one is cast."""
    hers.go().at("choosing").seal("赞成")
    seal = hers.part("hash")
    hers.press("检查我的选票").at("spoiled")
    assert hers.part("opened").split("\n")[-1] == "赞成"
    assert hers.part("spoiledhash") == seal
    with hers.page.expect_download() as download:
        hers.press("存成文件")
    shown = Path(download.value.path()).read_text()
    assert spoiled.read(elections.setup(hers.vote.pk).held, shown) == spoiled.Opened(seal, [[1, 0, 0]])

    hers.press("重新封一张").at("choosing").seal("弃权")
    assert hers.part("hash") != seal
    hers.press("投出").at("cast")
    assert len(hers.cast()) == 1


@pytest.mark.parametrize("elder", [False, True])
def test_by_keys_alone(browser, address, vote, elder):
    with phone(browser, address, vote, 0, elder=elder) as hers:
        keys = hers.go().at("choosing").page.keyboard
        assert hers.page.evaluate("document.activeElement.innerText") == "填写选票"
        for press in ("Tab", "Space", "ArrowDown", "Tab", "Enter"):
            keys.press(press)
        hers.at("sealed")
        assert hers.page.evaluate("document.activeElement.innerText") == "选票已经封好，还没有投出"
        keys.press("Tab")
        keys.press("Enter")
        hers.at("cast")
        assert hers.page.evaluate("document.activeElement.innerText") == "已经投出"


def test_no_choice_leaves_the_phone_and_none_stays_on_it(browser, address, vote):
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").seal("不赞成").press("检查我的选票").at("spoiled").press("重新封一张").at("choosing")
        noises = hers.page.evaluate(
            "[...document.querySelectorAll('[data-part=noises]')].map(each => each.textContent)"
        )
        hers.seal("不赞成").press("投出").at("cast")
        posted = [(url.removeprefix(address), data) for method, url, data in hers.sent if method == "POST"]
        text = hers.page.content()
        kept = hers.page.evaluate("JSON.stringify([sessionStorage, localStorage])")
        ticked = hers.page.evaluate("document.querySelectorAll(':checked').length")

    here = f"/ballots/{vote.pk}"
    assert [path for path, _ in posted] == [f"{here}/credential/", f"{here}/credential/", f"{here}/box/"]
    assert [data for _, data in posted[:2]] == ["", ""]
    assert (noises, kept, ticked) == ([""], "[{},{}]", 0)
    held, (ballot,) = elections.setup(vote.pk), Ballot.objects.all()
    assert posted[2][1] == ballot.text
    assert ballots.check(held.held, ballot.text, held.entitled) == []
    assert not {"赞成", "不赞成", "弃权", "0", "1"} & set(parts_of(ballot.text))
    assert not any(each in text for each in parts_of(ballot.text) if len(each) > 45)
    assert [url for _, url, _ in hers.sent if not url.startswith((address, "blob:"))] == []


def test_two_presses_cast_once(browser, address, vote):
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").choose("赞成")
        hers.page.evaluate(
            "document.querySelectorAll('[type=submit]').forEach(each => { each.click(); each.click(); })"
        )
        hers.at("sealed")
        hers.page.evaluate(
            "(() => { const each = document.querySelector('[data-act=send]'); each.click(); each.click(); })()"
        )
        hers.at("cast")

    assert (len(hers.cast()), Ballot.objects.count()) == (1, 1)
    assert [url for _, url, _ in hers.sent].count(f"{address}/ballots/{vote.pk}/credential/") == 1


def test_what_did_not_arrive_is_sent_again_as_the_very_same_ballot(browser, address, vote):
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").seal("赞成")
        hers.context.route("**/box/", lambda route: route.abort())
        hers.press("投出").at("kept")
        assert "封好的票还在这里，再送的是同一张；请看看信号，过一会儿再点“再投一次”" in hers.told()
        hers.press("再投一次").at("kept")
        hers.context.unroute("**/box/")
        hers.press("再投一次").at("cast")

    assert hers.cast() == [Ballot.objects.get().text] * 3


def test_what_may_lie_in_the_box_can_be_neither_opened_nor_exchanged(browser, address, vote):
    """Opened, it would show how she voted; another one would be a second ballot."""
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").seal("赞成")
        hers.context.route("**/box/", lambda route: route.abort())
        hers.press("投出").at("kept")
        hers.page.evaluate(
            "document.querySelectorAll('[data-act=check], [data-act=back]').forEach(each => each.click())"
        )
        assert hers.page.evaluate(STATE) == "kept"
        assert [each.inner_text() for each in hers.page.locator("#booth button:visible").all()] == ["再投一次"]
        assert hers.page.locator(":checked").count() == 0


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_box_that_is_busy_or_away_is_asked_again(browser, address, vote, status):
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").seal("赞成")
        hers.context.route("**/box/", lambda route: route.fulfill(status=status, body="{}"))
        hers.press("投出").at("kept")
        hers.context.unroute("**/box/")
        hers.press("再投一次").at("cast")

    assert len(set(hers.cast())) == 1


def test_an_answer_that_was_lost_and_a_page_loaded_anew_cast_no_second_ballot(browser, address, vote):
    def lose(route):
        route.fetch()
        route.abort()

    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").seal("赞成")
        hers.context.route("**/box/", lose)
        hers.press("投出").at("kept")
        hers.context.unroute("**/box/")
        hers.go().at("kept").press("再投一次").at("cast")
        assert hers.part("tracker") == Ballot.objects.get().tracker
        hers.go().at("choosing")

    assert len(set(hers.cast())) == 1


def test_a_ballot_kept_in_a_window_is_not_cast_for_whoever_signs_in_next(browser, address, vote):
    with phone(browser, address, vote, 0) as hers, phone(browser, address, vote, 1) as other:
        hers.go().at("choosing").seal("赞成")
        hers.context.route("**/box/", lambda route: route.abort())
        hers.press("投出").at("kept")
        hers.context.add_cookies(other.context.cookies())
        hers.go().at("choosing")

    assert Ballot.objects.count() == 0


def test_the_close_falling_while_she_seals_is_told_and_nothing_is_counted(browser, address, vote):
    with phone(browser, address, vote, 0) as hers, phone(browser, address, vote, 1) as other:
        hers.go().at("choosing").seal("赞成")
        other.go().at("choosing").choose("赞成")
        Vote.objects.filter(pk=vote.pk).update(state="closed")
        hers.press("投出").at("refused")
        assert "截止，这张选票没有投进去" in hers.part("refusal")
        assert "截止以后送到的选票不能计入" in hers.page.inner_text("[data-state=refused]")
        other.press("封票").at("refused")
        assert "截止" in other.part("refusal")

    assert Ballot.objects.count() == 0


def test_a_second_ballot_where_none_may_be_is_refused_and_the_first_stays(browser, address, vote, settings):
    before = made.voted(settings, vote, made.electors(vote)[0], made.AGAINST, at=moment())
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").seal("赞成").press("投出").at("refused")
        assert "您已经投过一张选票，这次投票不能重投" in hers.part("refusal")
        assert "不是您投的，请马上告诉" in hers.page.inner_text("[data-state=refused]")

    assert Ballot.objects.get().tracker == before


def test_where_she_may_vote_again_the_last_ballot_counts(browser, address, union, issuing):
    vote = running(union, revotes=True)
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").seal("赞成").press("投出").at("cast")
        assert "截止以前可以重投，以最后一张为准" in hers.page.inner_text("main")
        hers.go().at("choosing").seal("不赞成").press("投出").at("cast")

    at = moment() + 2 * made.HOUR
    assert made.counted(made.closed(vote, at=at), at=at).result == [[0, 1, 0]]


def test_a_sign_in_that_ran_out_loses_no_choice(browser, address, vote, settings):
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").choose("赞成")
        cookies = [each for each in hers.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME]
        hers.context.clear_cookies()
        hers.press("封票").at("choosing")
        assert "登录已经过期，或者换了身份。您选的还在" in hers.told()
        hers.context.add_cookies(cookies)
        hers.press("封票").at("sealed").press("投出").at("cast")


def test_nobody_to_hand_out_credentials_is_said_and_asked_again(browser, address, vote, issuing):
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").choose("赞成")
        hers.context.route("**/credential/", lambda route: route.abort())
        hers.press("封票").at("choosing")
        assert "没有连上。您选的还在；请看看信号，过一会儿再点“封票”" in hers.told()
        hers.context.unroute("**/credential/")
        hers.press("封票").at("sealed")


def test_at_most_as_many_names_as_seats_are_sealed(browser, address, union, issuing):
    vote = running(union, form="committee", asked=["选举委员"], candidates=["丁一", "王二", "李三"], seats=2)
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").choose("丁一", "王二", "另选他人")
        assert "最多选 2 项，您选了 3 项，请去掉 1 项" in hers.page.inner_text("fieldset")
        hers.press("封票").at("choosing")
        hers.page.get_by_label("另选他人").uncheck()
        assert hers.page.inner_text(".error") == ""
        hers.press("封票").at("sealed").press("投出").at("cast")

    at = moment() + 2 * made.HOUR
    assert made.counted(made.closed(vote, at=at), at=at).result == [[1, 1, 0, 0]]


def test_no_more_are_approved_one_by_one_than_there_are_seats(browser, address, union, issuing):
    vote = running(union, form="full", asked=["选举委员"], candidates=["丁一", "王二"], seats=1, blank=True)
    with phone(browser, address, vote, 0) as hers:
        hers.go().at("choosing").press("封票").at("choosing")
        assert hers.page.inner_text("fieldset >> nth=0 >> .error") == "请选一项"
        hers.choose("赞成").choose("赞成", question=1)
        told = "赞成的最多 1 人，您赞成了 2 人，请把 1 人改为不赞成或者弃权"
        assert [each.inner_text() for each in hers.page.locator(".error").all()] == [told, told]
        hers.press("封票").at("choosing")
        hers.choose("空白票", question=1).press("封票").at("sealed").press("投出").at("cast")

    at = moment() + 2 * made.HOUR
    assert made.counted(made.closed(vote, at=at), at=at).result == [[0, 1, 0, 0], [1, 0, 0, 0]]


@pytest.mark.parametrize(
    "before",
    [
        "delete window.BigInt",
        "Object.defineProperty(crypto, 'getRandomValues', {value: undefined})",
        "window.TextEncoder = undefined",
    ],
)
@pytest.mark.parametrize("elder", [False, True])
def test_a_browser_that_cannot_seal_is_told_of_other_ways(browser, address, vote, before, elder):
    with phone(browser, address, vote, 0, before=before, elder=elder) as hers:
        hers.go().at("unable")
        told = hers.page.inner_text("#booth")

    assert "换一部手机或者一台电脑" in told
    assert "安排投纸票" in told
    assert [url for method, url, _ in hers.sent if method == "POST"] == []


def test_without_scripts_the_page_says_what_to_do(browser, address, vote):
    with phone(browser, address, vote, 0, scripts=False) as hers:
        hers.go()
        assert "请打开它再刷新，或者换一部手机、一台电脑，或者到工会投纸票" in hers.page.inner_text("main")


def test_a_script_that_did_not_come_is_told_apart_from_an_old_browser(browser, address, vote):
    with phone(browser, address, vote, 0) as hers:
        hers.context.route("**/groups*.js", lambda route: route.abort())
        hers.go().at("broken")
        hers.context.unroute("**/groups*.js")
        hers.context.route("**/election.json", lambda route: route.abort())
        hers.go().at("broken")
        assert hers.page.evaluate(STATE) == "broken"


def test_an_election_it_does_not_understand_is_not_voted_in(browser, address, vote):
    with phone(browser, address, vote, 0) as hers:
        text = json.dumps({**json.loads(Vote.objects.get(pk=vote.pk).election), "group": "RFC-3526-2048"})
        hers.context.route("**/election.json", lambda route: route.fulfill(body=text))
        hers.go().at("broken")
