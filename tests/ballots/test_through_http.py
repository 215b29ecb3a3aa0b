"""A whole election as browsers see it, with ballots sealed in Python as the voters' phones would; and the box alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongqiao.ballots import elections
from gongqiao.ballots.models import Ballot, Vote
from gongqiao.belenios.forms import tracker
from gongqiao.belenios.verify import verify
from gongqiao.kernel.clock import SHANGHAI, moment
from gongqiao.kernel.reasons import Refused
from gongqiao.membership.models import Membership
from gongqiao.people.models import Belonging, SignIn
from tests import make
from tests.at_once import apart
from tests.ballots import made
from tests.ballots.made import AGAINST, FOR

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _day(demo_day):
    """The day of the sentences."""


def told_at(at):
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


def plan(**parts):
    """What the clerk writes: open since an hour ago, until an hour from now."""
    words = {"title": "集体合同草案表决", "form": "contract", "asked": "是否同意《集体合同（草案）》", "seats": "1"}
    days = {"opens_at": told_at(moment() - made.HOUR), "closes_at": told_at(moment() + made.HOUR)}
    rules = {"method": "职代会表决办法第三条", "quorum": "two_thirds", "majority": "over_half", "group": "Ed25519"}
    return {**words, **days, **rules, **parts}


def keepers():
    named = {f"{place}": name for place, (name, _) in zip(("first", "second", "third"), made.KEEPERS, strict=True)}
    houses = {f"{place}_house": of for place, (_, of) in zip(("first", "second", "third"), made.KEEPERS, strict=True)}
    return {**named, **houses, "parameters": file("trustees.json", made.keys()[0])}


def file(name, text):
    return SimpleUploadedFile(name, f"{text}\n".encode())


def cast(vote, text, **headers):
    return Client(**headers).post(f"/ballots/{vote.pk}/box/", text, content_type="application/json")


@pytest.fixture(name="desk")
def _desk(let_in, union):
    return lambda: let_in(make.account(make.person()), "clerk", union)


@pytest.fixture(name="voters")
def _voters(union, let_in):
    """Six members, each with a phone in which she is signed in."""
    persons = [each.person for each in made.members(union, 6)]
    return [let_in(make.account(person)) for person in persons]


def opened(desk, **parts):
    """Prepared, entrusted and opened by the clerk's own browser."""
    answer = desk.post("/desk/ballots/new/", plan(**parts))
    assert answer.status_code == 302, answer.content.decode()
    page = answer["Location"]
    assert desk.post(f"{page}entrust/", keepers()).status_code == 302
    assert desk.post(f"{page}open/", {}).status_code == 302
    return Vote.objects.get()


def handed(phone, vote):
    answer = phone.post(f"/ballots/{vote.pk}/credential/")
    assert answer["Cache-Control"] == "no-store"
    return answer.json()["credential"]


def test_a_vote_from_the_desk_to_the_phones_to_a_stranger_who_counts_again(
    settings, desk, voters, issuing, alone, tmp_path
):
    vote = opened(desk())
    trackers = [voted(phone, vote, choice) for phone, choice in zip(voters, [FOR] * 4 + [AGAINST], strict=False)]
    stranger = Client()
    board = stranger.get(f"/ballots/{vote.pk}/board/?tracker={trackers[0]}").text
    assert "票箱里有这张选票" in board
    assert all(each in board for each in trackers)
    assert "赞成 4 票" not in board
    assert "票箱里没有这张选票" in stranger.get(f"/ballots/{vote.pk}/board/?tracker=A").text
    assert stranger.get(f"/ballots/{vote.pk}/election.json").content.decode() == vote.election

    settings.TODAY = date(2026, 3, 11)
    closed_and_counted(desk(), vote)

    told = stranger.get(f"/ballots/{vote.pk}/board/").text
    assert "5 人参加投票，应到 6 人：投票有效" in told
    assert "赞成 4 票，不赞成 1 票，弃权 0 票" in told
    bel = tmp_path / "x.bel"
    bel.write_bytes(stranger.get(f"/ballots/{vote.pk}/archive.bel").content)
    assert verify(bel.read_bytes()).result == [[4, 1, 0]]
    assert alone(bel) == ("verified", [[4, 1, 0]])


def voted(phone, vote, choice):
    """By one's own phone as herself, and then by nobody."""
    assert f"/ballots/{vote.pk}/booth/" in phone.get("/ballots/").text
    assert phone.get(f"/ballots/{vote.pk}/booth/").status_code == 200
    text = made.sealed(vote, handed(phone, vote), choice)
    answer = cast(vote, text)
    assert (answer.status_code, answer.json()) == (200, {"tracker": tracker(text)})
    assert not answer.cookies
    return tracker(text)


def closed_and_counted(clerk, vote):
    page = f"/desk/ballots/{vote.pk}/"
    assert "投票结束以后才知道" in clerk.get(f"{page}roll/").text
    assert clerk.post(f"{page}close/", {}).status_code == 302
    Belonging.objects.filter(person=made.electors(vote)[0].person).delete()
    roll = clerk.get(f"{page}roll/").text
    assert (roll.count("参加了投票"), roll.count("没有参加"), roll.count("现在不是本会会员")) == (5, 1, 1)
    for number in (1, 3):
        answer = clerk.post(f"{page}part/", {"part": file("part", made.part(vote, number))})
        assert answer.status_code == 302, answer.text
    assert clerk.post(f"{page}count/", {}).status_code == 302


def test_the_page_says_why_what_the_clerk_asked_for_cannot_be(desk, voters, issuing):
    clerk = desk()
    wrong = clerk.post("/desk/ballots/new/", plan(closes_at=told_at(moment() - 2 * made.HOUR))).text
    assert "截止投票要晚于开始投票" in wrong
    assert "请按 2026-03-10 09:00 的样子填写" in clerk.post("/desk/ballots/new/", plan(opens_at="明天")).text
    page = clerk.post("/desk/ballots/new/", plan())["Location"]
    assert "请先登记密钥保管人" in clerk.get(page).text
    assert "还没有登记密钥保管人" in clerk.post(f"{page}open/", {}).text
    assert "不是保管人名单" in clerk.post(f"{page}entrust/", {**keepers(), "parameters": file("x", "{}")}).text
    binary = SimpleUploadedFile("x", b"\xff\xfe")
    assert "不是文字文件" in clerk.post(f"{page}entrust/", {**keepers(), "parameters": binary}).text
    huge = SimpleUploadedFile("x", b"1" * (2 * 1024 * 1024 + 1))
    assert "文件太大" in clerk.post(f"{page}entrust/", {**keepers(), "parameters": huge}).text
    assert "不能结束投票" in clerk.post(f"{page}close/", {}).text
    assert "不能交来部分解密" in clerk.post(f"{page}part/", {"part": file("x", "{}")}).text
    assert "不能开票" in clerk.post(f"{page}count/", {}).text
    assert clerk.post(f"{page}void/", {"because": "重新登记"}).status_code == 302
    assert "已作废" in clerk.get("/desk/ballots/").text


def refusal(answer):
    (reason,) = answer.json()["reasons"]
    assert reason["words"]
    return answer.status_code, reason["code"]


def test_the_box_says_why_it_does_not_take_a_ballot(settings, union, desk, voters, issuing):
    vote = opened(desk())
    text = made.sealed(vote, handed(voters[0], vote), FOR)
    other = made.standing(union, make.person())

    assert refusal(cast(vote, text[:-2])) == (400, "not_a_ballot")
    assert refusal(cast(vote, b"\xff")) == (400, "not_a_ballot")
    assert refusal(cast(vote, "")) == (400, "not_a_ballot")
    assert refusal(cast(vote, " " * 1_000_001)) == (413, "too_large")
    assert refusal(cast(vote, " " * 1_000_000)) == (400, "not_a_ballot")
    assert refusal(cast(other, text))[0] in {400, 422}
    assert cast(vote, text).status_code == cast(vote, text).status_code == 200
    again = made.sealed(vote, handed(voters[0], vote), AGAINST)
    assert refusal(cast(vote, again)) == (409, "already_cast")
    assert cast(other, text).status_code == 422
    assert Client().post("/ballots/00000000-0000-4000-8000-000000000000/box/").status_code == 404
    settings.TODAY = date(2026, 3, 11)
    assert refusal(cast(vote, made.sealed(vote, handed_before(settings, vote), FOR))) == (422, "closed")
    assert cast(vote, text).json() == {"tracker": tracker(text)}
    assert Ballot.objects.count() == 1


def handed_before(settings, vote):
    return made.private(settings, vote, made.electors(vote)[1])


def test_a_ballot_that_comes_with_a_sign_in_is_not_taken(desk, voters, issuing):
    vote = opened(desk())
    text = made.sealed(vote, handed(voters[0], vote), FOR)

    assert refusal(voters[0].post(f"/ballots/{vote.pk}/box/", text, content_type="application/json")) == (
        400,
        "with_a_name",
    )
    assert Client().get(f"/ballots/{vote.pk}/box/")["Location"] == f"/ballots/{vote.pk}/board/"


def test_a_credential_is_for_electors_while_the_vote_runs(settings, union, desk, voters, issuing, let_in):
    vote = opened(desk())
    assert let_in(make.account(make.person())).post(f"/ballots/{vote.pk}/credential/").status_code == 404
    assert voters[0].get(f"/ballots/{vote.pk}/credential/")["Location"] == f"/ballots/{vote.pk}/booth/"
    later = opened_later(union)
    assert refusal(voters[0].post(f"/ballots/{later.pk}/credential/")) == (422, "not_open_yet")
    settings.TODAY = date(2026, 3, 11)
    person = Membership.objects.order_by("person_id").first().person
    assert refusal(let_in(make.account(person)).post(f"/ballots/{vote.pk}/credential/")) == (422, "closed")


def opened_later(union):
    vote = made.entrusted(union, at=moment(), opens_at=moment() + made.HOUR, closes_at=moment() + 2 * made.HOUR)
    return made.actions.open_vote(vote.pk, by=made.clerk(union), at=moment())


def test_while_nobody_hands_out_credentials_one_is_told_to_ask_again(settings, desk, voters, issuing, tmp_path):
    vote = opened(desk())
    settings.ISSUER = tmp_path

    answer = voters[0].post(f"/ballots/{vote.pk}/credential/")

    assert (refusal(answer), answer["Retry-After"]) == ((503, "issuer_away"), "5")


def test_of_a_hundred_ballots_of_one_credential_cast_at_once_one_lies_in_the_box(desk, voters, issuing):
    vote = opened(desk())
    credential = handed(voters[0], vote)
    texts = [made.sealed(vote, credential, FOR if number % 2 else AGAINST) for number in range(100)]

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(apart, [lambda text: cast(vote, text)] * 100, texts))

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 99
    assert Ballot.objects.count() == 1


def test_where_one_may_vote_again_all_of_them_are_kept_in_turn(desk, voters, issuing):
    vote = opened(desk(), revotes="on")
    credential = handed(voters[0], vote)
    texts = [made.sealed(vote, credential, FOR) for _ in range(20)]

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(apart, [lambda text: cast(vote, text)] * 20, texts))

    assert {answer.status_code for answer in answers} == {200}
    assert sorted(Ballot.objects.values_list("revision", flat=True)) == list(range(1, 21))


def test_the_very_same_ballot_sent_many_times_at_once_is_taken_once_and_answered_alike(desk, voters, issuing):
    vote = opened(desk())
    text = made.sealed(vote, handed(voters[0], vote), FOR)

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(apart, [lambda _: cast(vote, text)] * 30, range(30)))

    assert [answer.json() for answer in answers] == [{"tracker": tracker(text)}] * 30
    assert Ballot.objects.count() == 1


def test_what_is_cast_beside_the_close_is_counted_or_refused_and_never_lost(settings, union, issuing):
    vote = made.opened(union)
    electors = made.electors(vote)
    made.voted(settings, vote, electors[0], FOR)
    texts = [made.sealed(vote, made.private(settings, vote, each), FOR) for each in electors[1:]]

    def casting(text):
        try:
            return made.actions.cast(vote.pk, text=text, at=made.CLOSES - timedelta(seconds=1))
        except Refused:
            return None

    with ThreadPoolExecutor(5) as pool:
        closing = pool.submit(apart, lambda: made.closed(vote))
        marks = [each for each in pool.map(apart, [casting] * 4, texts) if each]
        done = closing.result()

    assert done.came == Ballot.objects.count() == 1 + len(marks)
    assert made.counted(done).result == [[1 + len(marks), 0, 0]]
    assert verify(elections.archived(Vote.objects.get(), at=made.AFTER)).finished


def test_casting_leaves_no_sign_in_and_no_act_behind(desk, voters, issuing):
    vote = opened(desk())
    text = made.sealed(vote, handed(voters[0], vote), FOR)
    before = SignIn.objects.count()

    assert cast(vote, text, REMOTE_ADDR="203.0.113.9").status_code == 200

    assert SignIn.objects.count() == before


def test_a_tracker_is_found_however_its_plus_came_through_the_address(union):
    vote = made.standing(union, make.person())
    mark = "+/" + "A" * 41
    Ballot.objects.create(tracker=mark, vote=vote, credential="1", revision=1, hour=moment(), text="{}")

    for asked in ("%2B/", "+/"):
        assert "票箱里有这张选票" in Client().get(f"/ballots/{vote.pk}/board/?tracker={asked}{'A' * 41}").text
