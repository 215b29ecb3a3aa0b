"""转会 through HTTP: the member's phone, the three desks, and what each of them sees of it."""

import re

import pytest
from django.urls import reverse

from gongqiao.membership import actions
from gongqiao.membership.models import Paper, Transfer
from tests import make
from tests.files import corpus
from tests.membership.moving import Way, paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
PLACE = {"workplace": "杭州市萧山区城厢街道", "employer": "某某模具厂"}


def letters(response):
    return re.sub(r"\s+|<[^>]+>", "", response.content.decode())


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="way")
def _way(tree):
    return Way(tree)


@pytest.fixture(name="case")
def _case(way):
    def address(step=""):
        return f"/desk/transfers/{way.pk}/{step and f'{step}/'}"

    return address


@pytest.fixture
def superior(let_in, tree):
    return let_in(make.account(make.person()), "cadre", tree["township"].body)


@pytest.mark.usefixtures("demo_day")
def test_a_member_asks_in_three_steps_and_sees_who_has_it_until_when_and_what_then(let_in, way):
    phone = let_in(way.account)
    assert "入会日期和会员证号不变" in letters(phone.get("/me/transfer/"))

    assert phone.post("/me/transfer/work/", {"employment_form": "contract"}).url == "/me/transfer/place/"
    assert phone.post("/me/transfer/place/", PLACE).url == "/me/transfer/union/"
    choice = letters(phone.get("/me/transfer/union/"))
    assert "城厢社区工会联合会" in choice
    assert "城厢新就业形态联合工会办理转出" in choice
    refused = letters(phone.post("/me/transfer/union/", {"union": way.new.pk}))
    assert "转会要经您本人同意" in refused
    assert phone.post("/me/transfer/union/", {"union": way.new.pk, "agreed": "on"}).url == "/me/transfer/"

    told = letters(phone.get("/me/transfer/"))
    for words in ("待转出", "城厢新就业形态联合工会", "2026年3月24日", "视为同意转出", "工桥平台办理时限"):
        assert words in told
    assert "撤回转会" in told


def test_her_own_union_is_not_offered(let_in, way):
    phone = let_in(way.account)
    phone.post("/me/transfer/work/", {"employment_form": "platform", "jobs": ["meals"]})
    phone.post("/me/transfer/place/", {**PLACE, "employer": "饿了么", "station": "城厢站"})

    page = phone.get("/me/transfer/union/").content.decode()

    assert f'value="{way.old.pk}"' not in page
    assert f'value="{way.new.pk}"' in page


def test_the_two_unions_carry_her_over(clerk, let_in, way, case):
    way.asked()
    old, new = clerk(way.old), clerk(way.new)

    assert "张*" in letters(old.get("/desk/transfers/"))
    assert "现在还不能“接收”" in letters(new.get(case()))
    assert old.post(case("release")).url == case()
    assert new.post(case("take_in".replace("_", "-"))).url == case()

    assert "已转入" in letters(new.get(case()))
    assert "张*" in letters(new.get("/desk/members/"))
    assert "张*" not in letters(old.get("/desk/members/"))
    history = letters(let_in(way.account).get("/me/card/"))
    assert history.index("城厢社区工会联合会在会") < history.index("城厢新就业形态联合工会在会")


def test_the_old_unions_case_stays_with_it_after_she_has_gone(clerk, way, case):
    way.released()
    actions.take_in(way.pk, by=way.at_new, at=make.AT)

    told = letters(clerk(way.old).get(case()))

    assert "已转入" in told
    assert "张三丰" in told


def test_before_she_has_agreed_the_new_union_learns_nothing_and_the_old_one_not_even_that(clerk, let_in, way, case):
    new = clerk(way.new)
    asked = new.post("/desk/transfers/invite/", way.card)
    way.pk = Transfer.objects.get().pk
    assert asked.url == case()

    told = letters(new.get(case()))
    assert "待本人同意" in told
    assert way.membership.card.number not in told
    assert "入会日期" not in told
    assert clerk(way.old).get(case()).status_code == 404

    phone = let_in(way.account)
    assert "请您把会籍转过去" in letters(phone.get("/me/transfer/"))
    assert phone.post("/me/transfer/agree/", {"agreed": "on"}).url == "/me/transfer/"
    assert way.membership.card.number in letters(new.get(case()))
    assert clerk(way.old).get(case()).status_code == 200


def test_she_may_say_no_without_a_reason(let_in, way):
    way.invited()

    assert let_in(way.account).post("/me/transfer/remain/").url == "/me/transfer/"

    assert "会员不同意转会" in letters(let_in(way.account).get("/me/transfer/"))


def test_the_union_above_both_sees_the_case_once_it_is_to_decide_and_never_more(superior, way, case):
    way.asked()
    assert superior.get(case()).status_code == 404

    actions.hold_back(way.pk, words="会费没有结清", by=way.at_old, at=make.AT)

    told = letters(superior.get(case()))
    assert "会费没有结清" in told
    assert "张*" in told
    for hidden in ("张三丰", way.membership.card.number, str(way.membership.person.document_number)):
        assert hidden not in told
    assert superior.get(f"/desk/members/{way.membership.pk}/").status_code == 404
    assert "张*" not in letters(superior.get("/desk/members/"))


def test_it_decides_with_a_reason_and_both_unions_read_it(superior, clerk, way, case):
    way.held_back()
    page = superior.get(case("rule")).content.decode()
    assert 'value="release"' in page
    assert 'value="take_in"' not in page

    assert superior.post(case("rule"), {"verdict": "release", "words": "会籍随劳动关系"}).url == case()

    for union in (way.old, way.new):
        assert "会籍随劳动关系" in letters(clerk(union).get(case()))


@pytest.mark.parametrize("step", ["hold-back", "turn-down"])
def test_a_no_without_a_reason_is_not_taken(clerk, way, case, step):
    if step == "hold-back":
        way.asked()
    else:
        way.released()
    union = way.old if step == "hold-back" else way.new

    page = letters(clerk(union).post(case(step), {"words": "  "}))

    assert "这个字段是必填项" in page or "请" in page
    assert way.state == ("requested" if step == "hold-back" else "released")


def test_a_letter_of_introduction_is_entered_by_the_new_union_and_read_by_the_old_one(clerk, let_in, way, case):
    way.asked()
    new = clerk(way.new)
    assert "登记转会介绍信" in letters(new.get(case()))
    told = {"number": "城联转〔2026〕1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand"}

    assert new.post(case("release"), {**told, "scan-kept": corpus.kept().word}).url == case()

    assert Paper.objects.get().number == "城联转〔2026〕1号"
    readers = [(clerk(way.old), case()), (new, case()), (let_in(way.account), "/me/transfer/")]
    for reader, where in readers:
        page = reader.get(where)
        assert "城联转〔2026〕1号" in letters(page)
        scan = re.search(r'href="(/files/[^"]+)"', page.content.decode())[1]
        assert b"".join(reader.get(scan).streaming_content) == b"%PDF-1.7 %%EOF"


def test_a_paper_without_its_scan_is_not_taken_and_what_was_written_stays(clerk, way, case):
    way.asked()

    page = clerk(way.new).post(
        case("release"), {"number": "1号", "dated_on": "2026-03-10", "signed_by": "李明", "served": "hand"}
    )

    assert page.status_code == 200
    assert "请上传文件" in letters(page)
    assert 'value="李明"' in page.content.decode()


@pytest.mark.parametrize("counter", ["new", "old"])
def test_a_signed_request_is_entered_at_either_counter(clerk, way, counter):
    told = {"number": "无", "dated_on": "2026-03-10", "signed_by": "张三丰", "served": "hand"}
    told |= {"scan-kept": corpus.kept().word, "employment_form": "contract"}
    if counter == "new":
        answer = clerk(way.new).post("/desk/transfers/request/", {**told, **way.card})
    else:
        where = f"/desk/members/{way.membership.pk}/send-off/"
        answer = clerk(way.old).post(where, {**told, "union": way.new.name})

    made = Transfer.objects.get()
    assert answer.url == f"/desk/transfers/{made.pk}/"
    assert (made.state, made.new_body_id) == ("requested", way.new.pk)


def test_a_stranger_finds_no_case_and_no_scan(clerk, tree, way, case):
    way.asked()
    actions.release(way.pk, paper=paper(), by=way.at_new, at=make.AT)
    page = clerk(way.new).get(case()).content.decode()
    scan = re.search(r'href="(/files/[^"]+)"', page)[1]
    stranger = clerk(tree["other"].body)

    assert [stranger.get(where).status_code for where in (case(), case("take-in"), scan)] == [404, 404, 404]


def test_whoever_is_no_member_is_led_to_joining(let_in):
    phone = let_in(make.account())

    for name in ("transfer", "move_work"):
        assert phone.get(reverse(f"membership:{name}")).url == "/join/"
    assert phone.get("/me/transfer/place/").url == "/me/transfer/"
