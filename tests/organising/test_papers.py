"""The papers of a founding as PDF: what is printed, sealed and kept in an archive, on the page and through the API."""

from datetime import date

import pytest

from gongqiao.kernel.authority import system_clock
from gongqiao.organising import actions, papers
from gongqiao.organising.models import FoundingPaper
from tests import make
from tests.design.papers import NO_JUDGE, judged, opened, pages
from tests.membership.conftest import let_in
from tests.membership.test_pages import letters
from tests.organising.made import AFTER_POSTING, LATER, Way, ballot, call, paper, plan, roll, slate, union_code

__all__ = ["let_in"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
RED = "0.78431374 0.0627451 0.18039216 scn"
RED_HEADS = {"group_reply", "congress_reply", "result_reply", "one_reply", "returned"}


@pytest.fixture(name="chain")
def _chain(tree):
    """Every kind of paper: one unit goes the whole way, another gives up, the third has an organiser alone."""
    way = Way(tree).listed(party="巧手模具厂党支部")
    actions.state_persons(way.pk, principals=["金老板"], deputies=[], by=way.hr, at=make.AT)
    actions.post_candidates(way.pk, slate=slate(), by=way.group, at=make.AT)
    actions.close_posting(way.pk, due_on=date(2026, 3, 17), by=system_clock(), at=AFTER_POSTING)
    actions.give_opinion(way.pk, agreed=True, by=way.group, at=AFTER_POSTING)
    actions.call_congress(way.pk, call=call(), by=way.group, at=AFTER_POSTING)
    actions.approve_congress(way.pk, number="城工〔2026〕2号", by=way.above, at=AFTER_POSTING)
    actions.report_result(way.pk, ballot=ballot(), by=way.group, at=LATER)
    actions.approve_result(way.pk, number="城工〔2026〕3号", by=way.above, at=LATER)
    told = {"uscc": union_code(), "valid_until": date(2029, 3, 20), "registrar": "萧山区总工会"}
    certificate = paper(number="浙工法证字第 1 号", dated_on=LATER.date())
    actions.register_legal_person(way.pk, **told, paper=certificate, by=way.above, at=LATER)
    actions.open_account(way.pk, bank="萧山农商行", account_on=LATER.date(), by=way.above, at=LATER)
    actions.cut_seal(way.pk, seal_on=LATER.date(), filed_as="3301090001", by=way.above, at=LATER)
    other = Way(tree, "另一家厂").petitioned()
    actions.send_back(other.pk, words="缺签名", number="城工〔2026〕9号", by=other.above, at=make.AT)
    actions.withdraw(other.pk, words="不办了", by=other.group, at=make.AT)
    Way(tree, "第三家厂").listed(members=9, women=2).founded_alone()
    rows = FoundingPaper.objects.select_related("founding__employer_body").order_by("recorded_at", "pk")
    return {each.kind: each for each in rows}


def test_every_kind_of_paper_is_printed_with_all_its_words_number_reader_and_day(chain):
    assert set(chain) == set(FoundingPaper.KINDS)
    for each in chain.values():
        read = "".join(pages(papers.as_pdf(each)))
        head = f"{each.issuer}{each}" if str(each).startswith("关于") else str(each)
        day = f"{each.dated_on.year}年{each.dated_on.month}月{each.dated_on.day}日"
        for words in (head, each.number, each.reader and f"{each.reader}：", f"{each.issuer}{day}", "盖章处", "— 1 —"):
            assert words in read
        for line in each.text.splitlines():
            assert line.replace(" ", "") in read.replace(" ", "")


def test_one_page_holds_each_of_the_usual_papers(chain):
    assert {each.kind: len(opened(papers.as_pdf(each)).pages) for each in chain.values()} == dict.fromkeys(chain, 1)


def test_only_what_a_union_above_writes_has_a_red_head(chain):
    assert {each.kind for each in chain.values() if _red(papers.as_pdf(each))} == RED_HEADS


def test_the_page_shows_a_paper_as_it_is_printed(way, let_in):
    way.approved()
    phone = let_in(way.account)
    shown = {
        kind: phone.get(f"/foundings/papers/{way.case.papers.get(kind=kind).pk}/").content.decode()
        for kind in ("petition", "group_reply")
    }

    assert {kind: '<header class="red"><p class="issuer">' in page for kind, page in shown.items()} == {
        "petition": False,
        "group_reply": True,
    }
    assert "<h1>城厢街道总工会<br>关于" in shown["group_reply"]


def _red(content):
    """Whether anything on the first page is drawn in the red of the head."""
    drawn = opened(content).pages[0].get_contents().get_data().decode("latin-1")
    return RED in drawn


def test_a_paper_entered_from_a_counter_says_that_the_sealed_original_counts(way):
    way.petitioned(paper=paper(), by=way.officer)
    [kept] = FoundingPaper.objects.all()

    assert "本件依照线下办理的材料登记，以盖章的原件为准。" in pages(papers.as_pdf(kept))[0]


def test_what_a_petitioner_types_is_printed_and_not_obeyed(way):
    typed = '#import "a" $x$ \\u{41} *b*'
    way.petitioned(plan=plan(head=typed, group=["䶮𠮷", typed]))
    [kept] = FoundingPaper.objects.all()

    read = pages(papers.as_pdf(kept))[0]

    assert f"筹备组由䶮𠮷、{typed} 共 2 人组成，组长{typed}。".replace(" ", "") in read.replace(" ", "")


def test_the_group_takes_its_paper_away_as_a_file_that_no_browser_opens_in_the_page(way, let_in):
    way.petitioned()
    phone, kept = let_in(way.account), way.case.papers.get()
    where = f"/foundings/papers/{kept.pk}/"
    assert f'href="{where}pdf/" download' in phone.get(where).content.decode()
    assert "下载PDF" in letters(phone.get(where))

    got = phone.get(f"{where}pdf/")

    assert (got.status_code, got["Content-Type"], got["X-Content-Type-Options"]) == (200, "application/pdf", "nosniff")
    assert got["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert got["Cache-Control"] == "private, no-store"
    assert got.content == papers.as_pdf(kept)


def test_who_may_not_read_a_paper_cannot_take_it_away_either(way, browser):
    way.approved()
    actions.list_members(way.pk, roll=roll(), by=way.group, at=make.AT)
    firm, roster = browser("hr", way.firm.body), way.case.papers.get(kind="roster")

    assert firm.get(f"/foundings/papers/{roster.pk}/pdf/").status_code == 404
    assert firm.get(f"/foundings/papers/{way.case.papers.get(kind='group_reply').pk}/pdf/").status_code == 200


def test_a_program_gets_the_same_bytes(way, browser):
    way.petitioned()
    desk, kept = browser("cadre", way.superior), way.case.papers.get()

    got = desk.get(f"/api/v1/founding-papers/{kept.pk}/pdf")

    assert (got["Content-Type"], got.content) == ("application/pdf", papers.as_pdf(kept))


@pytest.mark.long
@pytest.mark.skipif(bool(NO_JUDGE), reason=NO_JUDGE or "-")
def test_apache_pdfbox_finds_every_kind_to_be_pdf_a_1b(chain, tmp_path):
    assert {each.kind: judged(papers.as_pdf(each), tmp_path) for each in chain.values()} == dict.fromkeys(chain, "")
