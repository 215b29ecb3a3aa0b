"""A committee is elected later where the union above approves, here or on paper, and is reminded of the new day."""

import json
from datetime import date, timedelta

import pytest

from gongqiao.files.models import StoredFile
from gongqiao.kernel.actions import running
from gongqiao.kernel.models import Deadline, Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.sweep import sweep
from gongqiao.law.queries import Due
from gongqiao.notices.models import Notice, Task
from gongqiao.organisations import actions, rules
from gongqiao.organisations.models import Postponement, Term
from tests import make
from tests.files import corpus
from tests.hearing import hear
from tests.journeys import counties
from tests.organisations.test_elections import ELECTED, ENDS, begin, on

__all__ = ["hear"]
LATER = date(2027, 1, 20)
HALF_A_YEAR_ON = date(2027, 5, 10)
PAPER = {"document_number": "城工〔2026〕3号", "approved_on": date(2026, 3, 5)}


class TestRules:
    def told(self, *, until=LATER, approved=make.TODAY, grounds="", last=HALF_A_YEAR_ON):
        term = Term(since=ELECTED, until=ENDS)
        approval = Postponement(term=term, before=ENDS, until=until, approved_on=approved, grounds=grounds)
        usual = Due(last, None, None, unit="", article="《办事指南》", row="")
        return [reason.code for reason in rules.postponing(approval, usual, on=make.TODAY)]

    @pytest.mark.parametrize(("days", "reasons"), [(-1, ["not_later"]), (0, ["not_later"]), (1, [])])
    def test_it_ends_after_the_day_it_had(self, days, reasons):
        assert self.told(until=ENDS + timedelta(days=days)) == reasons

    @pytest.mark.parametrize(("approved", "reasons"), [(make.TODAY, []), (date(2026, 3, 11), ["in_the_future"])])
    def test_it_was_approved_by_today(self, approved, reasons):
        assert self.told(approved=approved) == reasons

    @pytest.mark.parametrize(("approved", "reasons"), [(ELECTED, []), (date(2023, 11, 9), ["before_election"])])
    def test_it_was_approved_after_the_election(self, approved, reasons):
        assert self.told(approved=approved) == reasons

    @pytest.mark.parametrize(
        ("days", "grounds", "reasons"),
        [(0, "", []), (1, "", ["longer"]), (1, "  ", ["longer"]), (1, "全市统一换届", [])],
    )
    def test_more_than_half_a_year_needs_its_grounds(self, days, grounds, reasons):
        assert self.told(until=HALF_A_YEAR_ON + timedelta(days=days), grounds=grounds) == reasons

    def test_where_the_law_names_no_limit_none_is_told(self):
        assert self.told(until=date(2029, 1, 1), last=None) == []

    @pytest.mark.parametrize(
        ("by", "above", "reasons"), [(3, 3, []), (2, 3, ["not_next_above"]), (2, None, ["not_next_above"])]
    )
    def test_the_next_union_above_approves(self, by, above, reasons):
        assert [reason.code for reason in rules.approving(by, above)] == reasons


@pytest.fixture(name="above")
def _above(tree):
    return make.actor("cadre", tree["township"].body)


def postpone(term, by, until=LATER, **parts):
    return actions.postpone(term.pk, until=until, by=by, at=make.AT, **parts)


def enter(term, by, until=LATER, **parts):
    return actions.enter_postponement(term.pk, until=until, by=by, at=make.AT, **(PAPER | parts))


def refusals(verb, *args, **parts):
    with pytest.raises(Refused) as refused:
        verb(*args, **parts)
    return [reason.code for reason in refused.value.reasons]


@pytest.mark.django_db
class TestActions:
    def test_the_union_above_approves_and_the_reminders_follow_the_new_day(self, tree, above):
        term = begin(tree["joint"])

        postpone(term, above, document_number="城工〔2026〕3号")

        (approval,) = Postponement.objects.all()
        assert (approval.before, approval.until, approval.on_paper) == (ENDS, LATER, False)
        assert (approval.approved_by_id, approval.approved_on) == (tree["township"].pk, make.TODAY)
        term.refresh_from_db()
        assert (term.until, term.state) == (LATER, "running")
        days = [each.started_on for each in running(term)]
        assert days == [LATER] * 3
        assert running(term).first().due_on == LATER - timedelta(days=180)
        assert set(Deadline.objects.filter(started_on=ENDS).values_list("closed_on", flat=True)) == {make.TODAY}
        facts = {"before": "2026-11-10", "until": "2027-01-20", "on_paper": False}
        told = Record.objects.get(event="organisations.TermPostponed").facts
        assert {name: told[name] for name in facts} == facts

    def test_the_committee_enters_what_was_approved_on_paper(self, tree):
        term = begin(tree["joint"])

        enter(term, make.actor("chair", tree["joint"].body))

        approval = Postponement.objects.get()
        assert (approval.on_paper, approval.document_number) == (True, "城工〔2026〕3号")
        assert (approval.approved_by_id, approval.approved_on) == (tree["township"].pk, date(2026, 3, 5))

    def test_whoever_is_not_the_next_above_is_told_who_approves_and_may_enter_the_paper(self, tree):
        term, city = begin(tree["joint"]), make.actor("cadre", tree["city"].body)

        assert refusals(postpone, term, city) == ["not_next_above"]
        assert not Postponement.objects.exists()
        assert enter(term, city).until == LATER

    def test_nobody_approves_for_herself(self, tree, above):
        term, own = begin(tree["joint"]), begin(tree["township"])

        for actor, asked in ((make.actor("chair", tree["joint"].body), term), (above, own)):
            with pytest.raises(Forbidden):
                postpone(asked, actor)
        with pytest.raises(Forbidden):
            enter(term, make.actor("chair", tree["community"].body))

    def test_the_union_at_the_top_enters_the_paper_of_one_that_is_not_here(self, tree):
        term = begin(tree["province"])

        enter(term, make.actor("cadre", tree["province"].body))

        assert Postponement.objects.get().approved_by is None

    def test_half_a_year_is_counted_from_the_end_by_law_however_often_it_was_put_off(self, tree, above):
        term = begin(tree["joint"])
        postpone(term, above)

        assert refusals(postpone, term, above, HALF_A_YEAR_ON + timedelta(days=1)) == ["longer"]
        postpone(term, above, HALF_A_YEAR_ON)

        assert [each.before for each in Postponement.objects.order_by("until")] == [ENDS, LATER]

    def test_a_term_that_has_ended_is_not_put_off(self, tree, above):
        term = begin(tree["joint"])
        actions.elect(tree["joint"].pk, number=3, years=3, since=make.TODAY, by=above, at=make.AT)

        assert refusals(postpone, term, above) == ["wrong_state"]


@pytest.fixture(name="told")
def _told(tree, hear):
    """What the chair of the joint union and the officer of the street's union above were told so far."""
    people = {"joint": make.person(), "township": make.person()}
    for union, role in (("joint", "joint-chair"), ("township", "officer")):
        since = {"since": date(2023, 1, 1), "by": make.actor("installer"), "at": make.AT}
        actions.appoint(people[union].pk, role=role, body_id=tree[union].pk, **since)

    def told(day=None):
        if day:
            sweep(on(day))
        hear()
        words = Notice.objects.order_by("pk").values_list("person", "words")
        return {union: [said for whom, said in words if whom == people[union].pk] for union in people}

    return told


@pytest.mark.django_db
class TestTold:
    def test_the_old_days_pass_in_silence_and_the_new_ones_are_told(self, tree, above, told):
        term = begin(tree["joint"])
        postpone(term, above)

        heard = told(date(2026, 5, 14))
        assert heard == {"joint": ["第2届委员会换届经批准延期至2027年1月20日"], "township": []}
        heard = told(LATER - timedelta(days=180))
        assert heard["joint"][1:] == ["第2届委员会2027年1月20日任期届满，还有180天，请筹备换届"]

    def test_what_was_asked_by_the_old_day_is_asked_again_by_the_new_one(self, tree, above, told):
        term = begin(tree["joint"])
        told(date(2026, 5, 14))
        assert Task.objects.get(done_at=None).due_on == ENDS

        actions.postpone(term.pk, until=LATER, by=above, at=on(date(2026, 6, 1)))
        told()
        assert not Task.objects.filter(done_at=None).exists()

        told(LATER - timedelta(days=180))
        assert Task.objects.get(done_at=None).due_on == LATER

    def test_a_paper_is_told_to_the_union_that_is_said_to_have_written_it(self, tree, told):
        term = begin(tree["joint"])
        enter(term, make.actor("chair", tree["joint"].body))

        heard = told()

        said = "第2届委员会换届经批准延期至2027年1月20日（线下批复城工〔2026〕3号）"
        assert heard["joint"] == [said]
        assert heard["township"] == [f"{tree['joint'].name}登记了延期换届的批复，{said}，请核对"]


@pytest.mark.django_db
class TestDoors:
    def test_the_page_of_the_union_leads_to_the_approval_and_shows_it(self, browser, tree):
        term, page = begin(tree["joint"]), f"/desk/unions/{tree['joint'].pk}/"
        cadre = browser("cadre", tree["township"].body)
        assert f"/desk/terms/{term.pk}/postpone/" in cadre.get(page).text
        city = browser("cadre", tree["city"].body).get(page).text
        assert f"/desk/terms/{term.pk}/postpone/" not in city
        assert "延期换届由上一级工会批准" in city
        chair = browser("chair", tree["joint"].body)
        assert f"/desk/terms/{term.pk}/postpone/" not in chair.get(page).text
        assert f"/desk/terms/{term.pk}/enter-postponement/" in chair.get(page).text

        refused = cadre.post(f"/desk/terms/{term.pk}/postpone/", {"until": "2026-11-10"}).text
        assert "应晚于现在的届满日期 2026-11-10" in refused
        done = cadre.post(f"/desk/terms/{term.pk}/postpone/", {"until": "2027-01-20", "grounds": "全区统一换届"})

        assert done["Location"] == page
        shown = cadre.get(page).text
        assert "由 2026-11-10 延期至 2027-01-20" in shown
        assert f"{tree['township'].name} 2" in shown
        assert "理由：全区统一换届" in shown

    def test_the_chair_enters_a_paper_which_is_marked_so(self, browser, tree):
        term = begin(tree["joint"])
        chair = browser("chair", tree["joint"].body)
        paper = {"document_number": "城工〔2026〕3号", "approved_on": "2026-03-05", "until": "2027-01-20"}

        chair.post(f"/desk/terms/{term.pk}/enter-postponement/", paper)

        shown = chair.get(f"/desk/unions/{tree['joint'].pk}/").text
        assert "（城工〔2026〕3号） · 线下批复" in shown
        assert "点开看扫描件" not in shown

    def test_the_scan_of_the_paper_is_read_by_whoever_sees_the_term_and_by_nobody_else(
        self, browser, tree, settings, tmp_path
    ):
        settings.FILES = tmp_path / "files"
        term = begin(tree["joint"])
        chair, above = browser("chair", tree["joint"].body), browser("cadre", tree["township"].body)
        told = {**PAPER, "approved_on": "2026-03-05", "until": "2027-01-20", "scan": corpus.kept().word}

        chair.post(f"/desk/terms/{term.pk}/enter-postponement/", told)

        stored = StoredFile.objects.get()
        assert stored.owner_id == str(Postponement.objects.get().pk)
        for desk in (chair, above):
            shown = desk.get(f"/desk/unions/{tree['joint'].pk}/").text
            assert f'<a href="/files/{stored.pk}/">点开看扫描件</a>' in shown
            assert b"".join(desk.get(f"/files/{stored.pk}/").streaming_content).startswith(b"%PDF")
        assert browser("cadre", tree["other"].body).get(f"/files/{stored.pk}/").status_code == 404

    def test_the_api_tells_terms_and_takes_approvals_with_the_same_reasons(self, tree):
        term = begin(tree["joint"])
        program = counties.somebody("cadre", tree["township"].body).program

        def ask(way, body):
            return program.post(f"/api/v1/terms/{term.pk}/{way}", json.dumps(body), content_type="application/json")

        assert ask("postponement", {"until": "2026-01-01"}).json()["reasons"][0]["code"] == "not_later"
        assert ask("postponement", {"until": "2027-01-20"}).status_code == 200
        paper = {"document_number": "城工〔2026〕4号", "approved_on": "2026-03-05", "until": "2027-02-20"}
        assert ask("paper-postponement", paper).status_code == 200
        (shown,) = program.get(f"/api/v1/unions/{tree['joint'].pk}/terms").json()
        assert (shown["until"], shown["state"]) == ("2027-02-20", "任期内")
        assert [each["on_paper"] for each in shown["postponements"]] == [False, True]
        assert program.get(f"/api/v1/unions/{tree['other'].pk}/terms").status_code == 404
