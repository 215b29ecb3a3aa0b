"""After the founding: the certificate, the account, the seal, who comes along, and how a union ends."""

from datetime import UTC, date, datetime

import pytest

from gongqiao.changes.models import Change, Resettlement
from gongqiao.kernel.actions import running
from gongqiao.kernel.reasons import Forbidden
from gongqiao.kernel.sweep import settled
from gongqiao.membership.models import Membership
from gongqiao.notices import queries as notices
from gongqiao.organisations import actions as organisations
from gongqiao.organisations import queries as unions
from gongqiao.organisations.models import Organisation
from gongqiao.organising import actions, rules
from gongqiao.organising.actions import Parting
from gongqiao.organising.models import Certificate, Ending
from tests import make
from tests.changes.made import MEETING
from tests.cockpit.tree import nothing_is_wrong
from tests.membership import made as members
from tests.membership.conftest import post_of
from tests.membership.moving import Way as Moving
from tests.organising.made import DAY, LATER, Way, paper, refused, union_code

pytestmark = pytest.mark.django_db
RESOLUTION = {"number": "城工〔2026〕4号", **MEETING}


def done(way, verb, **told):
    return verb(way.pk, **told, by=told.pop("by", way.above), at=told.pop("at", LATER))


class TestLegalPerson:
    def test_the_certificate_the_account_and_the_seal_make_it_whole(self, way):
        way.registered()
        assert Organisation.objects.get(pk=way.union.pk).uscc == union_code()
        assert [each.clock for each in running(way.case)] == []
        chair = make.actor("chair", way.union)
        on = LATER.date()
        actions.open_account(way.pk, bank="萧山农商行城厢支行", account_on=on, by=chair, at=LATER)
        assert way.state == "founded"
        actions.cut_seal(way.pk, seal_on=on, filed_as="3301090001", by=chair, at=LATER)

        assert way.state == "settled"
        kinds = set(way.case.papers.values_list("kind", flat=True))
        assert {"certificate", "account", "seal"} < kinds

    def test_it_is_applied_for_within_sixty_days_of_the_approval(self, way):
        way.founded()
        clock = running(way.case).get()

        assert (clock.clock, clock.due_on) == ("organising.registration", date(2026, 5, 20))
        assert "登记管理办法" in clock.article

    @pytest.mark.parametrize(
        ("until", "codes"),
        [
            (date(2029, 3, 20), []),
            (date(2029, 3, 21), ["beyond_term"]),
            (LATER.date(), ["no_time"]),
        ],
    )
    def test_it_lasts_no_longer_than_the_term(self, way, until, codes):
        if not codes:
            assert way.registered(valid_until=until).certificate.valid_until == until
            return
        way.founded()
        told = {"uscc": union_code(), "valid_until": until, "registrar": "萧山区总工会"}
        certificate = paper(dated_on=LATER.date())
        assert (
            refused(actions.register_legal_person, way.pk, **told, paper=certificate, by=way.above, at=LATER) == codes
        )

    @pytest.mark.parametrize(("day", "codes"), [(-1, ["before_it_began"]), (1, ["in_the_future"])])
    def test_it_is_of_a_day_after_the_approval(self, way, day, codes):
        way.founded()
        told = {"uscc": union_code(), "valid_until": date(2029, 3, 20), "registrar": "萧山区总工会"}
        certificate = paper(dated_on=LATER.date() + day * DAY)
        verb = actions.register_legal_person
        assert refused(verb, way.pk, **told, paper=certificate, by=way.above, at=LATER) == codes

    def test_a_firm_s_code_is_no_union_s(self, way):
        way.founded()
        told = {"uscc": make.credit_code(), "valid_until": date(2029, 3, 20), "registrar": "萧山区总工会"}
        certificate = paper(dated_on=LATER.date())
        verb = actions.register_legal_person
        assert refused(verb, way.pk, **told, paper=certificate, by=way.above, at=LATER) == ["uscc_kind"]

    def test_each_is_registered_once_and_the_bank_asks_for_the_certificate(self, way):
        way.founded()
        on, by = LATER.date(), {"by": way.above, "at": LATER}
        assert refused(actions.open_account, way.pk, bank="农商行", account_on=on, **by) == ["not_registered"]
        actions.cut_seal(way.pk, seal_on=on, filed_as="无", **by)
        assert refused(actions.cut_seal, way.pk, seal_on=on, filed_as="无", **by) == ["twice"]

    def test_another_union_registers_nothing(self, way):
        way.founded()
        with pytest.raises(Forbidden):
            actions.cut_seal(way.pk, seal_on=LATER.date(), filed_as="无", by=way.officer, at=LATER)


class TestRenewal:
    """A certificate until 20 March 2029 is renewed from 18 February on."""

    NEXT = {"number": "2 号", "issued_on": date(2029, 2, 18), "valid_until": date(2032, 3, 20)}

    def renewed(self, way, day, **parts):
        told = {**self.NEXT, "by": way.above, "at": datetime(2029, 2, day, 4, tzinfo=UTC), **parts}
        return actions.renew_certificate(way.certificate.pk, **told)

    def test_it_is_not_renewed_a_day_too_early(self, way):
        way.registered()
        told = {**self.NEXT, "issued_on": date(2029, 2, 17), "by": way.above}
        told["at"] = datetime(2029, 2, 17, 4, tzinfo=UTC)
        codes = refused(actions.renew_certificate, way.certificate.pk, **told)
        assert codes == ["too_early"]

    def test_the_next_one_takes_its_place_from_the_first_day_on(self, way):
        way.registered()
        organisations.elect(
            way.union.pk, number=2, years=3, since=date(2029, 2, 10), by=way.above,
            at=datetime(2029, 2, 10, 4, tzinfo=UTC),
        )  # fmt: skip
        new = self.renewed(way, 18, valid_until=date(2032, 2, 10))

        assert list(Certificate.objects.order_by("issued_on").values_list("state", flat=True)) == ["replaced", "valid"]
        assert (new.uscc, running(new).get().due_on) == (union_code(), date(2032, 1, 11))

    def test_its_union_is_told_that_the_days_have_come(self, way):
        way.registered()
        opened = settled(Certificate.objects.filter(union_body=way.union), datetime(2029, 2, 19, 4, tzinfo=UTC))

        assert opened.state == "renewable"

    def test_where_the_first_day_cannot_be_reckoned_it_is_not_guessed(self):
        assert [reason.code for reason in rules.renewing(None, on=make.TODAY)] == ["no_calendar"]


RESOLVED = {**RESOLUTION, "at": LATER}


def grown(way):
    """Its union stands, with one member who came along."""
    member = members.member(way.tree["joint"].body)
    way.founded(named=((member.person.name, member.card.number),))
    actions.bring_members(way.pk, **RESOLVED, by=way.above)
    return member


class TestMembers:
    @pytest.fixture(name="along")
    def _along(self, way):
        """Two members of the joint union on the roster, and one who stays."""
        union = way.tree["joint"].body
        coming = [members.member(union) for _ in range(2)]
        way.stays = members.member(union)
        way.coming = coming
        return way

    def named(self, way, extra=()):
        return tuple((each.person.name, each.card.number) for each in (*way.coming, *extra))

    def test_whoever_is_on_the_roster_comes_along_and_nobody_else(self, along):
        joint, joined = along.tree["joint"].body, [each.joined_on for each in along.coming]
        along.founded(named=self.named(along))

        actions.bring_members(along.pk, **RESOLUTION, by=along.above, at=LATER)

        moved = Membership.objects.filter(union_body=along.union).order_by("joined_on")
        assert {each.pk for each in moved} == {each.pk for each in along.coming}
        assert [each.joined_on for each in moved] == joined
        assert {each.state for each in moved} == {"active"}
        assert Membership.objects.get(union_body=joint) == along.stays
        stays = along.coming[0].stays.order_by("pk")
        assert [each.until for each in stays] == [LATER.date(), None]
        assert Resettlement.objects.get().ends is False
        assert set(Change.objects.values_list("kind", flat=True)) == {"followed"}
        nothing_is_wrong()

    def test_each_of_them_is_told(self, along, hear):
        along.founded(named=self.named(along))
        actions.bring_members(along.pk, **RESOLUTION, by=along.above, at=LATER)
        hear()

        herself = make.actor("self", person_id=along.coming[0].person_id)
        assert "您所在单位成立了自己的工会" in notices.notices(herself).order_by("-pk").first().words

    def test_one_resolution_is_enough(self, along):
        along.founded(named=self.named(along))
        told = {**RESOLUTION, "by": along.above, "at": LATER}
        actions.bring_members(along.pk, **told)

        assert refused(actions.bring_members, along.pk, **told) == ["brought"]

    def test_before_it_stands_nobody_comes(self, along):
        along.reported(named=self.named(along))

        told = {**RESOLUTION, "by": along.above, "at": LATER}
        assert refused(actions.bring_members, along.pk, **told) == ["not_founded"]

    def test_where_nobody_is_named_there_is_nothing_to_do(self, way):
        way.founded()

        assert refused(actions.bring_members, way.pk, **RESOLUTION, by=way.above, at=LATER) == ["nobody"]

    def test_whoever_is_under_another_superior_moves_herself(self, along):
        far = members.member(along.tree["joint"].body)
        Membership.objects.filter(pk=far.pk).update(union_body=along.tree["other"].body)
        along.founded(named=self.named(along, [far]))

        told = {**RESOLUTION, "by": along.above, "at": LATER}
        assert refused(actions.bring_members, along.pk, **told) == ["not_ours"]

    def test_whoever_is_moving_finishes_that_first(self, along):
        moving = Moving(along.tree).asked()
        along.founded(named=self.named(along, [moving.membership]))

        told = {**RESOLUTION, "by": along.above, "at": LATER}
        assert refused(actions.bring_members, along.pk, **told) == ["moving"]

    def test_the_union_that_helped_does_not_decide(self, along):
        along.founded(named=self.named(along))
        with pytest.raises(Forbidden):
            actions.bring_members(along.pk, **RESOLUTION, by=along.officer, at=LATER)


class TestEnding:
    def told(self, way, **parts):
        why = {name: parts.pop(name) for name in ("ground", "into", "meeting_on", "to", "kept_at") if name in parts}
        parting = Parting(**{"ground": "closed", **why})
        return {"parting": parting, **RESOLUTION, "by": way.above, "at": LATER, **parts}

    def test_a_union_goes_up_in_another_with_its_members_and_its_unit(self, way):
        member = grown(way)
        other = Way(way.tree, "邻家五金厂").founded().union
        told = self.told(way, ground="merged", into=other.pk, meeting_on=LATER.date())

        actions.end_union(way.union.pk, **told)

        assert Membership.objects.get(pk=member.pk).union_body == other
        assert unions.covering(way.firm.pk).body == other
        assert Organisation.objects.get(pk=way.union.pk).dissolved_on == LATER.date()
        ending = Ending.objects.get()
        assert (ending.moved, ending.into_body, ending.decided_body) == (1, other, way.superior)

    def test_with_its_unit_it_ends_and_its_members_are_kept_above(self, way):
        member = grown(way)
        assert refused(actions.end_union, way.union.pk, **self.told(way)) == ["rest"]

        actions.end_union(way.union.pk, **self.told(way, kept_at=way.superior.pk))

        held = Membership.objects.get(pk=member.pk)
        assert (held.state, held.union_body) == ("retained", way.superior)
        assert unions.covering(way.firm.pk) is None

    def test_a_firm_whose_union_has_ended_may_found_again(self, way):
        way.founded()
        actions.end_union(way.union.pk, **self.told(way))

        assert way.petitioned(at=LATER).state == "petitioned"

    @pytest.mark.parametrize(
        ("parts", "codes"),
        [
            ({"ground": "merged", "meeting_on": LATER.date()}, ["nowhere"]),
            ({"into": 1}, ["not_merged"]),
            ({"number": " "}, ["no_number"]),
            ({"meeting_on": LATER.date() + DAY}, ["in_the_future"]),
        ],
        ids=["merged-nowhere", "closed-into", "no-number", "meeting-tomorrow"],
    )
    def test_what_is_wrong_with_an_ending_is_told(self, way, parts, codes):
        way.founded()

        assert refused(actions.end_union, way.union.pk, **self.told(way, **parts)) == codes

    def test_it_goes_up_in_another_only_by_its_members_meeting(self, way):
        way.founded()
        told = self.told(way, ground="merged", into=way.tree["joint"].pk)

        assert refused(actions.end_union, way.union.pk, **told) == ["no_meeting"]

    def test_its_own_officers_do_not_end_it(self, way):
        way.founded()
        with pytest.raises(Forbidden):
            actions.end_union(way.union.pk, **self.told(way, by=make.actor("chair", way.union)))

    def test_a_union_that_is_asked_for_its_approval_does_not_end_meanwhile(self, way):
        way.petitioned()
        told = {"by": make.actor("cadre", way.tree["county"].body), "at": make.AT}

        assert "foundings" in refused(organisations.dissolve, way.superior.pk, **told)


class TestInbox:
    def test_the_new_union_has_a_task_until_it_is_registered_and_the_helper_is_told(self, way, hear):
        officer = make.account(make.person())
        post_of(officer, "officer", way.helper)
        way.founded()
        hear()

        chair, reads = make.actor("chair", way.union), make.actor("officer", way.helper, person_id=officer.person_id)
        assert [task.kind for task in notices.tasks(chair)] == ["organising.register"]
        told = [each.words for each in notices.notices(reads).order_by("pk")]
        assert told == ["巧手模具厂请示成立自己的工会", "巧手模具厂的工会成立"]

    def test_a_certificate_asks_for_its_renewal_when_the_days_have_come(self, way, hear):
        way.registered()
        opened = datetime(2029, 2, 19, 4, tzinfo=UTC)
        actions.open_renewal(way.certificate.pk, due_on=date(2029, 2, 18), by=way.above, at=opened)
        hear()

        chair = make.actor("chair", way.union)
        assert "organising.renewal" in [task.kind for task in notices.tasks(chair)]
