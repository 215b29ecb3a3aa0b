"""The life of a secret vote: what is laid down, frozen, cast, closed and counted, and every refusal on the way."""

import json
from datetime import timedelta

import pytest

from gongqiao.ballots import actions, elections, rules
from gongqiao.ballots.models import Ballot, Elector, Vote
from gongqiao.belenios import archive, ceremony, trustees
from gongqiao.belenios.forms import compact, tracker
from gongqiao.belenios.groups import ED25519
from gongqiao.belenios.verify import verify
from gongqiao.kernel.models import Body, Record
from gongqiao.kernel.reasons import Forbidden, Refused
from gongqiao.kernel.records import digest_of
from gongqiao.membership.models import Membership
from gongqiao.organisations.models import Coverage
from tests import make
from tests.ballots import made
from tests.ballots.made import ABSTAIN, AGAINST, FOR
from tests.belenios.debian import NO_JUDGE, accepts

pytestmark = pytest.mark.django_db
SOON = timedelta(microseconds=1)


def codes(act):
    with pytest.raises(Refused) as no:
        act()
    return [reason.code for reason in no.value.reasons]


def test_a_vote_is_opened_cast_closed_and_counted_and_its_archive_is_sound(settings, union, issuing, alone, tmp_path):
    vote = made.opened(union)
    choices = [FOR, FOR, FOR, AGAINST]
    for elector, choice in zip(made.electors(vote), choices, strict=False):
        made.voted(settings, vote, elector, choice)

    vote = made.closed(vote)
    assert (vote.state, vote.came, vote.roll) == ("closed", 4, 5)
    assert [each.came for each in made.electors(vote)] == [True, True, True, True, False]
    vote = made.counted(vote)

    assert (vote.state, vote.result) == ("counted", [[3, 1, 0]])
    found = verify(elections.archived(vote, at=made.AFTER))
    assert (found.finished, found.result) == (True, [[3, 1, 0]])
    file = tmp_path / f"{vote.uuid}.bel"
    file.write_bytes(elections.archived(vote, at=made.AFTER))
    assert alone(file) == ("verified", [[3, 1, 0]])


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"closes_at": made.OPENS}, "closes_first"),
        ({"opens_at": make.AT - 2 * made.HOUR, "closes_at": make.AT}, "over_already"),
        ({"method": " "}, "no_method"),
        ({"title": "表决\t"}, "unwritable"),
        ({"asked": []}, "nothing_asked"),
        ({"asked": ["是否同意"] * 21}, "nothing_asked"),
        ({"title": " "}, "nothing_asked"),
        ({"asked": ["字" * 201]}, "too_long"),
        ({"candidates": ["丁一"]}, "no_names"),
        ({"form": "committee", "asked": ["选举", "再选"], "candidates": ["丁一"]}, "one_election"),
        ({"form": "full", "candidates": ["丁一", "丁一"]}, "named_twice"),
        ({"form": "committee", "candidates": ["丁一"], "seats": 2}, "seats"),
        ({"form": "committee", "candidates": [], "seats": 1}, "seats"),
        ({"form": "committee", "candidates": [f"第{n}位" for n in range(300)]}, "too_many"),
    ],
)
def test_a_vote_that_cannot_be_is_not_prepared(union, parts, code):
    assert codes(lambda: made.prepared(union, **parts)) == [code]
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    "parts",
    [
        {"asked": ["字" * 200] * 20},
        {"form": "committee", "candidates": [f"第{n}位" for n in range(299)], "seats": 299},
        {"form": "full", "candidates": [f"第{n}位" for n in range(300)], "seats": 1},
        {"closes_at": made.OPENS + SOON},
    ],
)
def test_at_its_bounds_it_is(union, parts):
    assert made.prepared(union, **parts).state == "preparing"


@pytest.mark.parametrize(
    ("keepers", "code"),
    [
        (made.KEEPERS[:2], "keepers"),
        ((("张三", "own"), ("张三", "elected"), ("李四", "above")), "keepers"),
        ((("张三", "own"), ("李四", "own"), ("王五", "own")), "one_house"),
        ((("张三", "own"), ("李四", "elected"), ("快送有限公司", "above")), "employer"),
    ],
)
def test_trustees_are_three_of_two_houses_and_never_the_employer(union, keepers, code):
    firm = Body.objects.create(kind="employer", name="快送有限公司")
    Coverage.objects.create(employer_body=firm, union_body=union, since=make.TODAY)
    vote, by = made.prepared(union), made.clerk(union)

    told = {"parameters": made.keys()[0], "keepers": keepers, "by": by, "at": make.AT}
    assert codes(lambda: actions.entrust(vote.pk, **told)) == [code]


def test_a_key_is_two_of_three_and_of_the_group_that_was_named(union):
    vote, by = made.prepared(union), made.clerk(union)

    def entrust(parameters):
        return lambda: actions.entrust(vote.pk, parameters=parameters, keepers=made.KEEPERS, by=by, at=make.AT)

    one = compact([["Single", trustees.public_key(ED25519, 7)]])
    assert codes(entrust(one)) == ["not_two_of_three"]
    all_three = compact([["Pedersen", ceremony.held(ED25519, 3, 3)[0]]])
    assert codes(entrust(all_three)) == ["not_two_of_three"]
    assert codes(entrust(made.keys("BELENIOS-2048")[0])) == ["unsound_trustees"]
    assert codes(entrust("{}")) == ["unsound_trustees"]
    assert codes(entrust("nothing")) == ["unsound_trustees"]


def test_trustees_named_anew_take_the_place_of_the_others(union):
    vote = made.entrusted(union)
    others = (("赵六", "elected"), *made.KEEPERS[1:])

    actions.entrust(vote.pk, parameters=made.keys()[0], keepers=others, by=made.clerk(union), at=make.AT)

    assert [each.name for each in vote.keepers.order_by("number")] == ["赵六", "李四", "萧山区总工会"]


def test_it_is_not_opened_without_trustees_after_its_close_or_for_fewer_than_five(union, issuing):
    by = made.clerk(union)
    made.members(union, 4)
    bare, entrusted = made.prepared(union), made.entrusted(union)

    assert codes(lambda: actions.open_vote(bare.pk, by=by, at=make.AT)) == ["no_trustees", "too_few"]
    assert codes(lambda: actions.open_vote(entrusted.pk, by=by, at=make.AT)) == ["too_few"]
    made.members(union, 1)
    assert codes(lambda: actions.open_vote(entrusted.pk, by=by, at=made.CLOSES)) == ["over_already"]
    assert actions.open_vote(entrusted.pk, by=by, at=made.CLOSES - SOON).roll == 5


def test_the_roll_is_frozen_at_the_opening_and_whoever_is_retained_is_not_on_it(union, issuing):
    retained = made.members(union, 1)[0]
    Membership.objects.filter(pk=retained.pk).update(state="retained")
    vote = made.opened(union)
    made.members(union, 3)

    on_it = set(Elector.objects.filter(vote=vote).values_list("person_id", flat=True))
    assert (len(on_it), vote.roll, retained.person_id in on_it) == (5, 5, False)
    assert vote.roll_digest == digest_of([each.pk for each in made.electors(vote)])
    listed = json.loads(vote.credentials)
    assert (len(set(listed)), listed) == (5, sorted(listed))
    assert codes(lambda: actions.open_vote(vote.pk, by=made.clerk(union), at=make.AT)) == ["wrong_state"]


def test_without_the_process_that_hands_out_credentials_nothing_is_opened(settings, tmp_path, union):
    settings.ISSUER = tmp_path
    made.members(union)
    vote = made.entrusted(union)

    assert codes(lambda: actions.open_vote(vote.pk, by=made.clerk(union), at=make.AT)) == ["issuer_away"]
    vote.refresh_from_db()
    assert (vote.state, vote.electors.count()) == ("preparing", 0)


def test_whoever_runs_no_votes_here_does_nothing(union, tree, issuing):
    stranger = made.clerk(tree["other"].body)
    vote = made.entrusted(union)

    with pytest.raises(Forbidden):
        actions.open_vote(vote.pk, by=stranger, at=make.AT)


def test_a_ballot_is_in_time_from_the_first_moment_to_the_last_before_the_close(settings, union, issuing):
    vote = made.opened(union)
    first, last, late = made.electors(vote)[:3]

    def cast(elector, at):
        return made.voted(settings, vote, elector, FOR, at=at)

    assert codes(lambda: cast(first, made.OPENS - SOON)) == ["not_open_yet"]
    assert cast(first, made.OPENS)
    assert cast(last, made.CLOSES - SOON)
    assert codes(lambda: cast(late, made.CLOSES)) == ["closed"]
    assert Ballot.objects.count() == 2


def test_the_very_same_ballot_is_answered_the_same_also_after_the_close(settings, union, issuing):
    vote = made.opened(union)
    elector = made.electors(vote)[0]
    text = made.sealed(vote, made.private(settings, vote, elector), FOR)

    told = [actions.cast(vote.pk, text=text, at=at) for at in (made.DURING, made.DURING, made.AFTER)]

    assert set(told) == {tracker(text)}
    assert Ballot.objects.count() == 1


def test_a_second_ballot_is_refused_unless_the_method_lets_one_vote_again(settings, union, issuing):
    vote = made.opened(union)
    elector = made.electors(vote)[0]
    made.voted(settings, vote, elector, FOR)

    assert codes(lambda: made.voted(settings, vote, elector, AGAINST)) == ["already_cast"]
    assert Ballot.objects.count() == 1


def test_where_one_may_vote_again_the_last_ballot_counts(settings, union, issuing):
    vote = made.opened(union, revotes=True)
    first, second = made.electors(vote)[:2]
    for choice in (FOR, AGAINST, ABSTAIN):
        made.voted(settings, vote, first, choice)
    made.voted(settings, vote, second, FOR, at=made.DURING + made.HOUR)

    assert sorted(vote.ballots.values_list("revision", flat=True)) == [1, 1, 2, 3]
    counted = made.counted(made.closed(vote))
    assert (counted.came, counted.result) == (2, [[1, 0, 1]])
    assert verify(elections.archived(counted, at=made.AFTER)).finished


def test_of_a_ballot_nothing_is_kept_but_the_hour_and_the_archive_tells_no_turn_within_it(settings, union, issuing):
    vote = made.opened(union)
    at = made.DURING + timedelta(minutes=34, seconds=56)
    for number, elector in enumerate(made.electors(vote)):
        made.voted(settings, vote, elector, FOR, at=at + timedelta(seconds=number))

    columns = {field.name for field in Ballot._meta.concrete_fields}
    assert columns == {"tracker", "vote", "credential", "revision", "hour", "text"}
    assert {row.hour for row in Ballot.objects.all()} == {at.replace(minute=0, second=0)}
    held = archive.read(elections.archived(made.closed(vote), at=made.AFTER))
    cast = [tracker(event.told) for event in held.events if event.kind == "Ballot"]
    assert (len(cast), cast) == (5, sorted(cast))
    assert not Record.objects.filter(at__gte=made.OPENS, at__lt=made.CLOSES).exists()


def test_an_archive_of_an_hour_that_is_over_is_the_beginning_of_every_later_one(settings, union, issuing):
    vote = made.opened(union)
    electors, hour = made.electors(vote), made.DURING.replace(minute=0)
    made.voted(settings, vote, electors[0], FOR, at=hour)
    made.voted(settings, vote, electors[1], FOR, at=hour + made.HOUR)

    def ballots(at):
        held = archive.read(elections.archived(Vote.objects.get(pk=vote.pk), at=at))
        return [event.kind for event in held.events].count("Ballot")

    settled = timedelta(minutes=10)
    assert [ballots(hour + made.HOUR + wait) for wait in (settled - SOON, settled)] == [0, 1]
    earlier = elections.archived(vote, at=hour + made.HOUR + settled)
    assert elections.archived(vote, at=hour + 3 * made.HOUR).startswith(earlier)


def spoilt(text, change):
    told = json.loads(text)
    change(told)
    return compact(told)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text[:-1], "not_a_ballot"),
        (lambda text: text.replace(":", ": ", 1), "not_a_ballot"),
        (lambda _: "", "not_a_ballot"),
        (lambda _: "[" * 10_000, "not_a_ballot"),
        (lambda text: spoilt(text, lambda told: told.update(answers=told["answers"] * 2)), "not_a_ballot"),
        (lambda text: spoilt(text, lambda told: told.update(election_uuid="A" * 14)), "other_election"),
        (lambda text: spoilt(text, lambda told: told.update(election_hash="A" * 43)), "other_election"),
        (lambda text: spoilt(text, lambda told: told.update(credential=ED25519.raised(7))), "unknown_credential"),
        (lambda text: spoilt(text, lambda told: told["signature"].update(hash="A" * 43)), "unproven"),
        (
            lambda text: spoilt(text, lambda told: told["answers"][0]["overall_proof"][0].update(challenge="1")),
            "unproven",
        ),
    ],
)
def test_what_is_no_sound_ballot_of_this_vote_is_refused_with_what_to_do(settings, union, issuing, change, code):
    vote = made.opened(union)
    text = made.sealed(vote, made.private(settings, vote, made.electors(vote)[0]), FOR)

    assert codes(lambda: actions.cast(vote.pk, text=change(text), at=made.DURING)) == [code]
    assert not Ballot.objects.exists()


def test_it_is_closed_from_its_last_moment_on_and_never_with_an_empty_box(settings, union, issuing):
    vote = made.opened(union)

    assert codes(lambda: made.closed(vote, at=made.CLOSES - SOON)) == ["still_open"]
    assert codes(lambda: made.closed(vote, at=made.CLOSES)) == ["empty_box"]
    made.voted(settings, vote, made.electors(vote)[0], FOR)
    assert made.closed(vote, at=made.CLOSES).state == "closed"
    assert codes(lambda: made.closed(vote)) == ["wrong_state"]


def test_a_ballot_that_nobody_on_the_roll_can_have_cast_stops_the_close(settings, union, issuing):
    vote = made.opened(union)
    made.voted(settings, vote, made.electors(vote)[0], FOR)
    Elector.objects.filter(vote=vote, number=1).delete()

    assert codes(lambda: made.closed(vote)) == ["not_the_same"]


def test_a_part_is_taken_once_and_only_from_a_trustee_of_this_vote(settings, union, issuing):
    vote = made.opened(union)
    made.voted(settings, vote, made.electors(vote)[0], FOR)
    by = made.clerk(union)

    def bring(text):
        return lambda: actions.bring_part(vote.pk, part=text, by=by, at=made.AFTER)

    assert codes(bring("{}")) == ["wrong_state"]
    made.closed(vote)
    assert codes(bring("nothing")) == ["no_part"]
    assert codes(bring(spoilt(made.part(vote, 1), lambda told: told.update(decryption_factors=[])))) == ["no_part"]
    assert codes(lambda: actions.count_vote(vote.pk, by=by, at=made.AFTER)) == ["lacking"]
    assert bring(made.part(vote, 2))().number == 2
    assert codes(bring(made.part(vote, 2))) == ["brought"]
    assert codes(lambda: actions.count_vote(vote.pk, by=by, at=made.AFTER)) == ["lacking"]


@pytest.mark.parametrize("numbers", [(1, 2), (1, 3), (2, 3), (1, 2, 3)])
def test_any_two_trustees_open_the_tally(settings, union, issuing, numbers):
    vote = made.opened(union)
    for elector in made.electors(vote):
        made.voted(settings, vote, elector, FOR)

    assert made.counted(made.closed(vote), *numbers).result == [[5, 0, 0]]


def test_a_void_vote_counts_nothing_and_its_box_is_shut(settings, union, issuing):
    vote, by = made.opened(union), made.clerk(union)
    elector = made.electors(vote)[0]
    made.voted(settings, vote, elector, FOR)

    assert codes(lambda: actions.void_vote(vote.pk, because=" ", by=by, at=made.DURING)) == ["no_cause"]
    actions.void_vote(vote.pk, because="候选人名单有误", by=by, at=made.DURING)
    assert codes(lambda: made.voted(settings, vote, made.electors(vote)[1], FOR)) == ["closed"]
    assert codes(lambda: made.closed(vote)) == ["wrong_state"]


@pytest.mark.parametrize("group", ["Ed25519", "BELENIOS-2048"])
@pytest.mark.parametrize(
    ("parts", "choices", "result"),
    [
        (
            {"form": "committee", "candidates": ["丁一", "王二"], "seats": 1, "blank": True},
            ([0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]),
            [[1, 1, 1, 0]],
        ),
        ({"form": "full", "candidates": ["丁一", "王二"], "seats": 1}, ([FOR, AGAINST], [AGAINST, FOR]), None),
    ],
)
def test_names_are_voted_on_in_both_groups(settings, union, issuing, group, parts, choices, result):
    vote = made.opened(union, group=group, asked=["选举委员"], **parts)
    for elector, choice in zip(made.electors(vote), choices, strict=False):
        made.voted(settings, vote, elector, *(choice if parts["form"] == "full" else [choice]))

    counted = made.counted(made.closed(vote))

    assert counted.result == (result or [[1, 1, 0], [1, 1, 0]])
    assert verify(elections.archived(counted, at=made.AFTER)).finished


def test_nothing_is_opened_where_credentials_are_not_as_many_as_electors():
    assert [reason.code for reason in rules.issued(5, 4)] == ["not_as_many"]
    assert list(rules.issued(5, 5)) == []


@NO_JUDGE
def test_debians_belenios_tool_accepts_a_vote_of_ours(settings, union, issuing, tmp_path):
    vote = made.opened(union, group="BELENIOS-2048", revotes=True)
    for elector, choice in zip(made.electors(vote), (FOR, AGAINST, ABSTAIN, FOR), strict=False):
        made.voted(settings, vote, elector, choice)
    made.voted(settings, vote, made.electors(vote)[1], FOR)

    counted = made.counted(made.closed(vote))

    assert counted.result == [[3, 0, 1]]
    (tmp_path / f"{vote.uuid}.bel").write_bytes(elections.archived(counted, at=made.AFTER))
    assert accepts(tmp_path)
