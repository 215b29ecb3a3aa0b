"""What hands out credentials: the same one to the same elector, to nobody else, and nothing written of it."""

import os
import stat
import time
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from gongqiao.ballots import actions, issuer
from gongqiao.ballots.models import Vote
from gongqiao.kernel.reasons import Refused
from tests import make
from tests.ballots import made
from tests.ballots.conftest import issuing as running
from tests.ballots.made import FOR

pytestmark = pytest.mark.django_db(transaction=True)


def hand(settings, vote, elector):
    return issuer.ask(settings.ISSUER, "hand", vote=vote.pk, elector=elector)["credential"]


def code(act):
    with pytest.raises(Refused) as no:
        act()
    return [reason.code for reason in no.value.reasons]


def seeds(settings):
    return sorted(settings.ISSUER.glob("*.seed"))


def test_an_elector_is_handed_the_same_credential_each_time_and_everybody_another(settings, union, issuing):
    vote = made.opened(union)
    electors = [each.pk for each in made.electors(vote)]

    first = [hand(settings, vote, each) for each in electors]

    assert first == [hand(settings, vote, each) for each in electors]
    assert len(set(first)) == 5
    assert Vote.objects.get(pk=vote.pk).credentials.count('"') == 10


def test_nobody_else_is_handed_anything(settings, union, issuing):
    vote, other = made.opened(union), made.entrusted(union)
    elector = made.electors(vote)[0].pk

    assert code(lambda: hand(settings, vote, uuid4())) == ["no_elector"]
    assert code(lambda: hand(settings, other, elector)) == ["no_elector"]
    made.voted(settings, vote, made.electors(vote)[0], FOR)
    made.closed(vote)
    assert code(lambda: hand(settings, vote, elector)) == ["no_elector"]


def test_what_was_handed_out_is_written_nowhere(settings, union, issuing):
    vote = made.opened(union)
    before = _rows()
    files = {each: each.read_bytes() for each in seeds(settings)}

    for each in made.electors(vote):
        hand(settings, vote, each.pk)

    assert _rows() == before
    assert {each: each.read_bytes() for each in seeds(settings)} == files


def _rows():
    """A digest of all that every table of the database holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        names = sorted(name for (name,) in cursor.fetchall())
        told = {}
        for name in names:
            cursor.execute(f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {name} t")
            told[name] = cursor.fetchone()
    return told


def test_a_new_start_of_the_process_loses_nothing(settings, union):
    folder, database = settings.ISSUER, made.issuer_url(connection.settings_dict["NAME"])
    with running(folder, database):
        vote = made.opened(union)
        elector = made.electors(vote)[0]
        first = hand(settings, vote, elector.pk)
    assert code(lambda: hand(settings, vote, elector.pk)) == ["issuer_away"]
    with running(folder, database) as server:
        server.issuer.tidy()
        assert hand(settings, vote, elector.pk) == first


def test_the_seed_is_for_its_own_account_only_and_is_destroyed_at_the_close(settings, union, issuing):
    vote = made.opened(union)
    (seed,) = seeds(settings)
    assert [stat.S_IMODE(each.stat().st_mode) for each in (seed, settings.ISSUER, settings.ISSUER / "socket")] == [
        0o600, 0o700, 0o600,
    ]  # fmt: skip
    made.voted(settings, vote, made.electors(vote)[0], FOR)

    made.closed(vote)

    assert seeds(settings) == []


def test_a_void_vote_has_its_seed_destroyed_too(settings, union, issuing):
    vote = made.opened(union)

    actions.void_vote(vote.pk, because="名单有误", by=made.clerk(union), at=make.AT)

    assert seeds(settings) == []


def test_a_close_that_did_not_reach_it_is_made_good_at_the_next_start(settings, union, issuing):
    vote, running_on = made.opened(union), made.opened(union)
    Vote.objects.filter(pk=vote.pk).update(state="closed")
    issuing.issuer.tidy()
    assert len(seeds(settings)) == 2  # a vote might just be opening

    for each in seeds(settings):
        os.utime(each, (time.time() - issuer.OPENING - 1,) * 2)
    issuing.issuer.tidy()

    assert [each.stem for each in seeds(settings)] == [str(running_on.pk)]


def test_an_opening_that_was_broken_off_and_tried_again_draws_no_second_seed(settings, union, issuing):
    asked = {"vote": uuid4(), "group": "Ed25519", "uuid": "A" * 14, "electors": [uuid4()]}

    assert issuer.ask(settings.ISSUER, "open", **asked) == issuer.ask(settings.ISSUER, "open", **asked)


def test_its_role_reads_who_may_vote_in_open_votes_and_nothing_else(union, issuing):
    vote = made.opened(union)
    made.entrusted(union)
    url = made.issuer_url(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v', 'S') AND relnamespace = 'public'::regnamespace"
        )
        names = [name for (name,) in cursor.fetchall()]

    with psycopg.connect(url, options="-c gongqiao.wall=down", autocommit=True) as own:
        rows = own.execute("SELECT DISTINCT vote_id, count(*) FROM ballots_open_roll GROUP BY 1").fetchall()
        assert rows == [(vote.pk, 5)]
        refused = [name for name in names if not _readable(own, name)]
    assert sorted(set(names) - set(refused)) == ["ballots_open_roll"]


def _readable(own, name):
    try:
        own.execute(f"SELECT 1 FROM {name} LIMIT 1")
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


@pytest.mark.parametrize(
    "line", [b"", b"{}\n", b"nonsense\n", b'{"do": "hand"}\n', b"[1]\n", b'{"do": "present", "vote": 7}\n']
)
def test_a_question_it_does_not_understand_is_answered_with_a_refusal(issuing, line):
    assert issuing.issuer.answered(line) == {"refused": "issuer_away"}


def test_the_database_gone_is_told_as_being_away(issuing):
    asked = b'{"do": "hand", "vote": "%s", "elector": "%s"}\n' % (str(uuid4()).encode(), str(uuid4()).encode())
    lost = issuer.Issuer(issuing.issuer.seeds, "postgresql://nobody@127.0.0.1:9/none")

    assert lost.answered(asked) == {"refused": "issuer_away"}


def test_a_seed_that_was_lost_with_its_machine_does_not_keep_a_vote_from_being_closed(settings, union, issuing, let_in):
    vote = made.opened(union)
    electors = made.electors(vote)
    for elector in electors[:2]:
        made.voted(settings, vote, elector, FOR)
    seeds(settings)[0].unlink()

    assert code(lambda: hand(settings, vote, electors[2].pk)) == ["no_seed"]
    closed = made.closed(vote)

    assert (closed.came, {each.came for each in made.electors(vote)}) == (2, {None})
    assert made.counted(closed).result == [[2, 0, 0]]
    clerk = let_in(make.account(make.person()), "clerk", union)
    assert "凭证种子丢失，不知道是否参加" in clerk.get(f"/desk/ballots/{vote.pk}/roll/").text
    assert "2 人，按票箱里的凭证计" in clerk.get(f"/ballots/{vote.pk}/board/").text


def test_a_process_that_is_only_away_is_waited_for_at_the_close(settings, union, tmp_path, issuing):
    vote = made.opened(union)
    made.voted(settings, vote, made.electors(vote)[0], FOR)
    settings.ISSUER = tmp_path

    assert code(lambda: made.closed(vote)) == ["issuer_away"]
    assert Vote.objects.get().state == "open"


def test_nothing_in_the_database_leads_from_a_ballot_to_a_voter(settings, union, issuing):
    vote = made.opened(union)
    electors = made.electors(vote)
    handed = [hand(settings, vote, each.pk) for each in electors]
    marks = [made.voted(settings, vote, each, FOR) for each in electors]
    public = list(Vote.objects.get(pk=vote.pk).ballots.values_list("credential", flat=True))

    for closed in (False, True):
        if closed:
            made.counted(made.closed(vote))
        assert {table for word in handed for table in _holding(word)} == set()
        assert {table for word in public for table in _holding(word)} == {"ballots_ballot", "ballots_vote"}
        assert {table for word in marks for table in _holding(word)} == {"ballots_ballot"}
        assert {table for each in electors for table in _holding(str(each.pk))} == {"ballots_elector"}


def _holding(word):
    """The tables in which this stands anywhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            cursor.execute(f"SELECT 1 FROM {name} t WHERE position(%s IN t::text) > 0 LIMIT 1", [word])
            if cursor.fetchone():
                yield name
