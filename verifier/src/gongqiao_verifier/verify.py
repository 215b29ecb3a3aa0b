"""All checks, in the order in which one rests on another (specification, section 3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from gongqiao_verifier import ballots as booth
from gongqiao_verifier.archive import Archive, Entry, read
from gongqiao_verifier.credentials import read_credentials
from gongqiao_verifier.crowd import Team
from gongqiao_verifier.documents import Malformed, integer
from gongqiao_verifier.election import Election, read_election
from gongqiao_verifier.groups import Group, NotCanonical, NotMember, group_named
from gongqiao_verifier.log import Event, Log, read_log
from gongqiao_verifier.report import Report
from gongqiao_verifier.snapshot import Snapshot, compare_snapshot, read_snapshot
from gongqiao_verifier.tally import (
    Decryption,
    Pair,
    compare_result,
    compare_tally,
    read_number,
    read_result,
    read_tally,
)
from gongqiao_verifier.trustees import Part, read_trustees

_PIECE = 32


@dataclass
class Counted:
    """The last ballot of each credential with its weight; `complete` is False when some ballot could not be read."""

    ballots: list[tuple[bytes, int]]
    complete: bool

    @property
    def weight(self) -> int:
        return sum(weight for _, weight in self.ballots)


def verify(path: Path, before: list[Path] | None = None, jobs: int | None = None) -> Report:
    """Check an archive, and that older archives of the election are its beginning."""
    report = Report()
    archive = read(path, report)
    older = [read_snapshot(each) for each in before or []]
    return verify_archive(archive, report, older, jobs)


def verify_archive(
    archive: Archive, report: Report, older: list[Snapshot] | None = None, jobs: int | None = None
) -> Report:
    log = read_log(archive, report)
    report.state = log.state
    for snapshot in older or []:
        compare_snapshot(archive, log, snapshot, report)
    setup = next(iter(log.of_type("Setup")), None)
    if setup is not None:
        documents = _read_setup(log, setup, report)
        election = _read_election(documents, setup, report)
        if election is not None:
            group = group_named(election.group)
            team = Team(group, jobs)
            try:
                _Verification(log, report, election, group, team, setup).run(documents)
            finally:
                team.close()
    # Where the reading stopped at a fault, what follows it was not looked for and is not "unused".
    if report.verdict in ("verified", "verified-so-far"):
        log.check_used(report)
    return report


def _read_setup(log: Log, setup: Event, report: Report) -> dict[str, tuple[Any, Entry]]:
    """The documents named by the payload of Setup (section 4.10)."""
    payload = log.payload(setup, "election trustees credentials", report)
    documents: dict[str, tuple[Any, Entry]] = {}
    if payload is None:
        return documents
    fields, holder = payload
    for name in ("election", "trustees", "credentials"):
        entry = log.fetch(fields[name], holder.position, setup, report)
        value = log.document(entry, setup, report)
        if entry is not None and value is not None:
            documents[name] = value, entry
    return documents


def _read_election(documents: dict[str, tuple[Any, Entry]], setup: Event, report: Report) -> Election | None:
    if "election" not in documents:
        return None
    value, entry = documents["election"]
    election = read_election(value, entry.content, setup.height, report)
    if election is not None:
        report.election.update(
            name=election.name,
            uuid=election.uuid,
            hash=election.fingerprint,
            group=election.group,
            questions=len(election.questions),
        )
    return election


class _Verification:
    def __init__(
        self, log: Log, report: Report, election: Election, group: Group[Any], team: Team, setup: Event
    ) -> None:
        self.log, self.report, self.election, self.group, self.team = log, report, election, group, team
        self.setup = setup.height

    def run(self, documents: dict[str, tuple[Any, Entry]]) -> None:
        try:
            key = self.group.key(self.election.public_key)
        except (NotCanonical, NotMember):
            self.report.count("election-key")
            self.report.fault("election-key", "election-key-element", event=self.setup)
            return
        parts = None
        if "trustees" in documents:
            parts = read_trustees(documents["trustees"][0], self.group, key, self.setup, self.report)
        if "credentials" not in documents:
            return
        weights = read_credentials(documents["credentials"][0], self.group, self.setup, self.report, self.team)
        counted = self._ballots(weights)
        self._describe(weights, counted)
        tally = self._tally(counted)
        if tally is not None and parts is not None:
            self._decryptions(tally, parts, counted)

    def _describe(self, weights: dict[str, int], counted: Counted) -> None:
        cast, voters = len(self.log.of_type("Ballot")), len(weights)
        number = len(counted.ballots)
        self.report.election.update(
            voters=voters,
            ballots=cast,
            trackers=number,
            turnout=round(number / voters, 6) if voters else 0,
            weights={"all": sum(weights.values()), "counted": counted.weight},
        )

    def _ballots(self, weights: dict[str, int]) -> Counted:
        cast = []
        for event in self.log.of_type("Ballot"):
            entry = self.log.fetch(event.payload, event.position, event, self.report)
            if entry is not None:
                cast.append((event, entry))
        check = partial(booth.check_ballots, self.election)
        findings = self.team.run(check, [entry.content for _, entry in cast], _PIECE)
        last: dict[str, tuple[bytes, int]] = {}
        seen: set[str] = set()
        complete = len(cast) == len(self.log.of_type("Ballot"))
        for (event, entry), finding in zip(cast, findings, strict=True):
            self._note(event, finding, weights, seen)
            complete = complete and finding.readable
            if finding.readable and finding.credential is not None:
                # The last ballot of a credential takes the place of the earlier ones (section 4.15).
                last[finding.credential] = entry.content, weights.get(finding.credential, 1)
        return Counted(list(last.values()), complete)

    def _note(self, event: Event, finding: booth.Finding, weights: dict[str, int], seen: set[str]) -> None:
        place: dict[str, Any] = {"event": event.height, "ballot": finding.tracker}
        self.report.count("json-canonical")
        for check, number in finding.proofs.items():
            self.report.count(check, number)
        for check, code, question, answer, detail in finding.faults:
            self.report.fault(check, code, detail, question=question, answer=answer, **place)
        self.report.count("ballot-unique")
        if finding.tracker in seen:
            self.report.fault("ballot-unique", "ballot-twice", **place)
        seen.add(finding.tracker)
        if finding.credential is not None:
            self.report.count("ballot-credential")
            if finding.credential not in weights:
                self.report.fault("ballot-credential", "credential-unknown", **place)

    def _computed_tally(self, counted: Counted) -> list[list[Pair]]:
        group, election = self.group, self.election
        sums: list[list[Pair]] = [[(group.identity, group.identity)] * q.ciphertexts for q in election.questions]
        multiply = partial(booth.multiply_ballots, election)
        for part in self.team.run(multiply, counted.ballots, 4 * _PIECE):
            for row, texts in zip(sums, part, strict=True):
                for index, (alpha, beta) in enumerate(texts):
                    pair = group.parse(alpha), group.parse(beta)
                    row[index] = group.multiply(row[index][0], pair[0]), group.multiply(row[index][1], pair[1])
        return sums

    def _tally(self, counted: Counted) -> list[list[Pair]] | None:
        """The published tally, compared with what the ballots give (section 4.16)."""
        event = next(iter(self.log.of_type("EncryptedTally")), None)
        payload = self.log.payload(event, "num_tallied total_weight encrypted_tally", self.report) if event else None
        if event is None or payload is None:
            return None
        fields, holder = payload
        self.report.count("tally")
        try:
            number, weight = integer(fields["num_tallied"]), read_number(fields["total_weight"])
        except Malformed as error:
            self.report.fault("tally", "tally-shape", error.detail, event=event.height)
            return None
        entry = self.log.fetch(fields["encrypted_tally"], holder.position, event, self.report)
        value = self.log.document(entry, event, self.report)
        if value is None:
            return None
        published = read_tally(value, self.election, self.group, event.height, self.report)
        if not counted.complete:
            self.report.fault("tally", "tally-impossible", event=event.height)
            return published
        if number != len(counted.ballots):
            detail = f"{number} ≠ {len(counted.ballots)}"
            self.report.fault("tally", "tally-count", detail, event=event.height)
        if weight != counted.weight:
            self.report.fault("tally", "tally-weight", f"{weight} ≠ {counted.weight}", event=event.height)
        if published is not None:
            compare_tally(published, self._computed_tally(counted), self.election, event.height, self.report)
        return published

    def _decryptions(self, tally: list[list[Pair]], parts: list[Part], counted: Counted) -> None:
        decryption = Decryption(self.group, self.election, parts, tally, self.report)
        for event in self.log.of_type("PartialDecryption"):
            payload = self.log.payload(event, "owner payload", self.report)
            if payload is None:
                continue
            fields, holder = payload
            entry = self.log.fetch(fields["payload"], holder.position, event, self.report)
            value = self.log.document(entry, event, self.report)
            if type(fields["owner"]) is not int:
                self.report.fault("decryption", "decryption-owner", event=event.height)
            elif value is not None:
                decryption.add(fields["owner"], value, event.height)
        for event in self.log.of_type("Result")[:1]:
            self._result(event, decryption, counted)

    def _result(self, event: Event, decryption: Decryption, counted: Counted) -> None:
        entry = self.log.fetch(event.payload, event.position, event, self.report)
        value = self.log.document(entry, event, self.report)
        enough = decryption.check_enough(event.height)
        if value is None:
            return
        numbers = read_result(value, self.election, event.height, self.report)
        if numbers is None:
            return
        if not enough:
            self.report.fault("result", "result-impossible", event=event.height)
            return
        compare_result(numbers, decryption, counted.weight, event.height, self.report)
        self.report.election["result"] = numbers
