"""Small elections for the tests, of which every secret is known."""

import io
import json
from dataclasses import dataclass, field

from gongqiao.belenios import archive, ballots, ceremony, credentials, election, tally, trustees
from gongqiao.belenios.election import Election, Question
from gongqiao.belenios.forms import compact, parsed, tracker
from gongqiao.belenios.groups import ED25519

AT = 1773100800
CONTRACT = Question("是否同意集体合同草案", ("赞成", "不赞成", "弃权"), 1, 1)
COMMITTEE = Question("选举委员", ("王一", "李二", "张三"), 0, 2)
BLANK = Question("选举主席", ("王一", "李二"), 1, 1, blank=True)


@dataclass
class Held:
    """An election with its voters and trustees; `votes` are cast in this order by voter number."""

    group: object = ED25519
    questions: tuple = (CONTRACT, COMMITTEE)
    weights: tuple = (1, 1, 1, 1, 1)
    votes: list = field(default_factory=list)

    def __post_init__(self):
        group = self.group
        self.uuid = credentials.token(14)
        self.secrets = [credentials.exponent(group, self.uuid, credentials.draw()) for _ in self.weights]
        self.entitled = {group.raised(s): weight for s, weight in zip(self.secrets, self.weights, strict=True)}
        self.parameters, self.shares = ceremony.held(group, 3, 2)
        self.single = 1 + self.shares[0] // 2
        told = [["Pedersen", self.parameters], ["Single", trustees.public_key(group, self.single)]]
        self.trustees = compact(told)
        self.items = trustees.read(self.trustees, group)
        key = trustees.key_of(group, self.items)
        self.election = Election(self.uuid, "试投", "集体合同草案和委员", group, key, tuple(self.questions))
        self.ballots = [self.cast(voter, *vote) for voter, *vote in self.votes]

    def cast(self, voter, *votes):
        return ballots.cast(self.election, self.secrets[voter], [list(vote) for vote in votes])

    def check(self, text):
        return ballots.check(self.election, text, self.entitled)

    def parts(self, *owners):
        """Partial decryptions of these trustees: 1 to 3 are the group, 4 is alone."""
        held = dict(enumerate([*self.shares, self.single], 1))
        return {owner: tally.partial(self.election, held[owner], self.table) for owner in owners}

    @property
    def counted(self):
        return list(map(parsed, tally.last_of_each(self.ballots)))

    @property
    def table(self):
        return tally.sealed(self.election, self.counted, self.entitled)

    @property
    def total(self):
        return sum(self.entitled[each["credential"]] for each in self.counted)

    def opened(self, *owners):
        raised = tally.bare(self.group, self.table, tally.factors(self.election, self.items, self.parts(*owners)))
        return tally.numbers(self.group, raised, self.total)

    def items_of_archive(self, owners=(1, 3, 4)):
        """What happens in the archive, one entry each: the kind, its payload, and what was added before it."""
        table, parts = compact(tally.told(self.table)), self.parts(*owners)
        sized = {"num_tallied": len(self.counted), "total_weight": self.total, "encrypted_tally": table}
        listed = credentials.listed(self.entitled)
        yield "Setup", {"election": self.election.text, "trustees": self.trustees, "credentials": listed}
        yield from (("Ballot", text) for text in self.ballots)
        yield "EndBallots", None
        yield "EncryptedTally", sized
        yield from (("PartialDecryption", {"owner": each, "payload": compact(part)}) for each, part in parts.items())
        yield "Result", compact({"result": [[str(n) for n in row] for row in self.opened(*owners)]})


NAMED = {"Setup": ("election", "trustees", "credentials"), "EncryptedTally": ("encrypted_tally",)}
NAMED["PartialDecryption"] = ("payload",)


def written(happened):
    """The archive of what happened; names of data are put in place of their texts."""
    file = io.BytesIO()
    board = archive.Board(file, AT)
    board.begin()
    for kind, told in happened:
        text = told
        if isinstance(told, dict):
            named = {name: board.add(told[name]) for name in NAMED[kind] if name in told}
            text = compact({**told, **named})
        board.happen(kind, board.add(text) if text is not None else "")
    return file.getvalue()


def altered(text, change):
    """The canonical text of a structure after something was done to it."""
    told = json.loads(text)
    change(told)
    return compact(told)


def given_up(held, *rows):
    """The text that shows what a ballot seals, and its hash; the proofs are those of another one, and not looked at."""
    group, key = held.group, held.election.public_key
    ballot = parsed(held.cast(0, *rows))
    del ballot["signature"]
    opened = []
    for answer, row in zip(ballot["answers"], rows, strict=True):
        noises = [1 + secret % (group.order - 1) for secret in range(7, 7 + len(row))]
        answer["choices"] = [
            {
                "alpha": group.raised(noise),
                "beta": group.times(group.power(key, noise), group.raised(number)),
            }
            for noise, number in zip(noises, row, strict=True)
        ]
        opened.append([{"number": n, "noise": str(noise)} for n, noise in zip(row, noises, strict=True)])
    told = tracker(compact(ballot))
    return compact({"ballot": ballot, "hash": told, "opened": opened}), told


__all__ = ["AT", "BLANK", "COMMITTEE", "CONTRACT", "Held", "altered", "election", "given_up", "written"]
