"""A maker of elections, from the specification, for tests only: its random numbers are not secret."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import random
from dataclasses import dataclass, field
from typing import Any

UUID = "AbCdEfGhJkLmNp"
PLAIN = {"answers": ["甲", "乙", "丙"], "min": 0, "max": 2, "question": "选举委员"}
BLANK = {"answers": ["赞成", "不赞成"], "blank": True, "min": 1, "max": 1, "question": "是否通过"}


def dump(value: Any) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def sha_hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha_base64(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


class Prover:
    """Sections 4.5 and 4.11 to 4.18, from the side of those who know the secrets."""

    def __init__(self, group: Any, seed: int = 1) -> None:
        self.group = group
        self.random = random.Random(seed)

    def scalar(self) -> int:
        return self.random.randrange(1, self.group.q)

    def g(self, exponent: int) -> Any:
        return self.group.power(self.group.generator, exponent)

    def hash(self, text: str) -> int:
        return int(sha_hex(text.encode()), 16) % self.group.q

    def proof(self, challenge: int, response: int) -> dict[str, str]:
        return {"challenge": str(challenge % self.group.q), "response": str(response % self.group.q)}

    def schnorr(self, prefix: str, secret: int) -> dict[str, str]:
        w = self.scalar()
        challenge = self.hash(prefix + self.group.text(self.g(w)))
        return self.proof(challenge, w - secret * challenge)

    def public(self, secret: int) -> dict[str, Any]:
        text = self.group.text(self.g(secret))
        return {"pok": self.schnorr(f"pok|{self.group.name}|{text}|", secret), "public_key": text}

    def signed(self, message: Any, key: int) -> dict[str, Any]:
        text = dump(message).decode()
        return {"message": text, "signature": self.schnorr(f"sigmsg|{text}|", key)}

    def encrypt(self, y: Any, m: int) -> tuple[int, Any, Any]:
        r = self.scalar()
        return r, self.g(r), self.group.multiply(self.group.power(y, r), self.g(m))

    def pair_text(self, a: Any, b: Any) -> str:
        return f"{self.group.text(a)},{self.group.text(b)}"

    def disjunction(self, prefix: str, y: Any, cases: list[tuple[Any, Any, int]], r: int, true: int) -> list[Any]:
        """One of the cases (α, β, M), namely number `true`, is (g^r, y^r·g^M). For a false claim it gives what looks
        like a proof and is none."""
        group, commitments, proofs = self.group, [], []
        for number, (alpha, beta, m) in enumerate(cases):
            c, s = (0, self.scalar()) if number == true else (self.scalar(), self.scalar())
            shifted = group.multiply(beta, self.g(-m))
            a = group.multiply(self.g(s), group.power(alpha, c))
            commitments.append(self.pair_text(a, group.multiply(group.power(y, s), group.power(shifted, c))))
            proofs.append((c, s))
        c = self.hash(prefix + ",".join(commitments)) - sum(c for c, _ in proofs)
        proofs[true] = c, proofs[true][1] - r * c
        return [self.proof(*each) for each in proofs]

    def answer(self, y: Any, question: dict[str, Any], votes: list[int], prefix: str) -> dict[str, Any]:
        """Section 4.11.1; `votes` begins with the blank choice where there is one."""
        blank, group = bool(question.get("blank")), self.group
        made = [self.encrypt(y, m) for m in votes]
        texts = [self.pair_text(a, b) for _, a, b in made]
        individual = [
            self.disjunction(f"prove|{prefix}|{t}|", y, [(a, b, 0), (a, b, 1)], r, 1 if m else 0)
            for (r, a, b), t, m in zip(made, texts, votes, strict=True)
        ]
        total_r, total_a, total_b = made[blank]
        for r, a, b in made[blank + 1 :]:
            total_r, total_a, total_b = total_r + r, group.multiply(total_a, a), group.multiply(total_b, b)
        text, total = f"{prefix}|{','.join(texts)}", sum(votes[blank:])
        cases = [(total_a, total_b, m) for m in range(question["min"], question["max"] + 1)]
        true = min(max(total - question["min"], 0), len(cases) - 1)
        answer = {"choices": [{"alpha": group.text(a), "beta": group.text(b)} for _, a, b in made]}
        answer["individual_proofs"] = individual
        if not blank:
            start = f"prove|{text}|{self.pair_text(total_a, total_b)}|"
            return {**answer, "overall_proof": self.disjunction(start, y, cases, total_r, true)}
        (r0, a0, b0), empty = made[0], votes[0] == 1
        cases = [(a0, b0, 1), *cases]
        overall = self.disjunction(f"bproof1|{text}|", y, cases, r0 if empty else total_r, 0 if empty else true + 1)
        pair = [(a0, b0, 0), (total_a, total_b, 0)]
        proof = self.disjunction(f"bproof0|{text}|", y, pair, total_r if empty else r0, int(empty))
        return {**answer, "overall_proof": overall, "blank_proof": proof}

    def sign(self, ballot: dict[str, Any], secret: int) -> dict[str, Any]:
        unsigned = {name: value for name, value in ballot.items() if name != "signature"}
        digest = sha_base64(dump(unsigned))
        return {**unsigned, "signature": {"hash": digest, "proof": self.schnorr(f"sig|{digest}|", secret)}}

    def decrypt(self, secret: int, tally: list[Any], fingerprint: str) -> dict[str, Any]:
        group, key = self.group, self.group.text(self.g(secret))
        factors: list[Any] = []
        proofs: list[Any] = []
        for row in tally:
            factors.append([])
            proofs.append([])
            for item in row:
                alpha, w = group.parse(item["alpha"]), self.scalar()
                factors[-1].append(group.text(group.power(alpha, secret)))
                pair = self.pair_text(self.g(w), group.power(alpha, w))
                challenge = self.hash(f"decrypt|{fingerprint}|{key}|{pair}")
                proofs[-1].append(self.proof(challenge, w - secret * challenge))
        return {"decryption_factors": factors, "decryption_proofs": proofs}


@dataclass
class Event:
    """An event with the data that precede it; the last of them is its payload. `parent` and `height` override."""

    type: str
    data: list[Any] = field(default_factory=list)
    payload: str | None = None
    parent: str | None = None
    height: int | None = None


@dataclass
class Case:
    """An election with all its secrets: change a document, then do again what should follow from it."""

    prover: Prover
    election: Any
    trustees: Any
    credentials: list[str]
    voters: list[int]
    secrets: dict[int, int]
    ballots: list[Any] = field(default_factory=list)
    tally: Any = None
    counted: dict[str, Any] = field(default_factory=dict)
    decryptions: list[tuple[int, Any]] = field(default_factory=list)
    result: Any = None
    timestamp: int = 1700000000

    @property
    def group(self) -> Any:
        return self.prover.group

    @property
    def fingerprint(self) -> str:
        return sha_base64(dump(self.election))

    @property
    def y(self) -> Any:
        return self.group.parse(self.election["public_key"])

    def public(self, voter: int) -> str:
        return self.group.text(self.prover.g(self.voters[voter]))

    def weight(self, public: str) -> int:
        for entry in self.credentials:
            name, _, weight = entry.partition(",")
            if name == public:
                return int(weight or 1)
        return 1

    def ballot(self, voter: int, votes: list[list[int]], secret: int | None = None) -> dict[str, Any]:
        secret = self.voters[voter] if secret is None else secret
        credential = self.group.text(self.prover.g(secret))
        prefix = f"{self.fingerprint}|{credential}"
        answers = [
            self.prover.answer(self.y, q, v, prefix) for q, v in zip(self.election["questions"], votes, strict=True)
        ]
        head = {"election_uuid": self.election["uuid"], "election_hash": self.fingerprint, "credential": credential}
        return self.prover.sign({**head, "answers": answers}, secret)

    def last(self) -> list[Any]:
        return list({ballot["credential"]: ballot for ballot in self.ballots}.values())

    def count(self, ballots: list[Any] | None = None, weighted: bool = True) -> None:
        """The encrypted tally of the ballots, by default of the last of each voter."""
        group, ballots = self.group, self.last() if ballots is None else ballots
        weights = [self.weight(ballot["credential"]) if weighted else 1 for ballot in ballots]
        self.tally = []
        for number, question in enumerate(self.election["questions"]):
            row = []
            for index in range(len(question["answers"]) + bool(question.get("blank"))):
                pair = {}
                for name in ("alpha", "beta"):
                    product = group.identity
                    for ballot, weight in zip(ballots, weights, strict=True):
                        element = group.parse(ballot["answers"][number]["choices"][index][name])
                        product = group.multiply(product, group.power(element, weight))
                    pair[name] = group.text(product)
                row.append(pair)
            self.tally.append(row)
        self.counted = {"num_tallied": len(ballots), "total_weight": sum(weights)}

    def decrypt(self, owners: tuple[int, ...] = (2, 4, 1)) -> None:
        present = [owner for owner in owners if owner in self.secrets]
        made = [(owner, self.prover.decrypt(self.secrets[owner], self.tally, self.fingerprint)) for owner in present]
        self.decryptions = made

    def reveal(self, secret: int, most: int = 64) -> None:
        """The result, by the secret key of the whole election."""
        group, table, element = self.group, {}, self.group.identity
        for number in range(most):
            table[group.text(element)] = number
            element = group.multiply(element, group.generator)
        rows = []
        for row in self.tally:
            rows.append([])
            for item in row:
                blind = group.invert(group.power(group.parse(item["alpha"]), secret))
                plain = group.text(group.multiply(group.parse(item["beta"]), blind))
                rows[-1].append(str(table.get(plain, 0)))
        self.result = {"result": rows}

    def finish(self, **how: Any) -> None:
        self.count(**how)
        self.decrypt()
        self.reveal(self.secrets[0])

    def events(self) -> list[Event]:
        documents = [self.election, self.trustees, self.credentials]
        names = dict(zip(("election", "trustees", "credentials"), map(sha_hex, map(dump, documents)), strict=True))
        events = [Event("Setup", [*documents, names])]
        events += [Event("Ballot", [ballot]) for ballot in self.ballots]
        if self.tally is not None:
            events.append(Event("EndBallots"))
            sized = {**self.counted, "encrypted_tally": sha_hex(dump(self.tally))}
            events.append(Event("EncryptedTally", [self.tally, sized]))
        for owner, decryption in self.decryptions:
            data = [decryption, {"owner": owner, "payload": sha_hex(dump(decryption))}]
            events.append(Event("PartialDecryption", data))
        if self.result is not None:
            events.append(Event("Result", [self.result]))
        return events

    def copy(self) -> Case:
        return copy.deepcopy(self)

    def archive(self) -> bytes:
        return pack(chain(self.events()), self.timestamp)


def chain(events: list[Event]) -> list[tuple[str, bytes]]:
    """The files of a log, each event naming its parent."""
    files: dict[str, bytes] = {}
    parent = None
    for height, event in enumerate(events):
        for content in map(dump, event.data):
            files.setdefault(sha_hex(content) + ".data.json", content)
        record: dict[str, Any] = {} if parent is None else {"parent": event.parent or parent}
        record |= {"height": height if event.height is None else event.height, "type": event.type}
        if event.data or event.payload:
            record["payload"] = event.payload or sha_hex(dump(event.data[-1]))
        content = dump(record)
        parent = sha_hex(content)
        files[parent + ".event.json"] = content
    return list(files.items())


def block(name: str, content: bytes, time: int) -> bytes:
    """One file of the old-style tar."""
    head = name.encode().ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + b"%011o\0%011o\0" % (len(content), time)
    body = head + b" " * 8 + b"0" + bytes(355)
    body = head + b"%06o\0 " % sum(body) + b"0" + bytes(355)
    return body + content + bytes(-len(content) % 512)


def pack(files: list[tuple[str, bytes]], time: int = 1700000000) -> bytes:
    first = ("BELENIOS", dump({"version": 1, "timestamp": str(time)}))
    return b"".join(block(name, content, time) for name, content in [first, *files])


def unpack(raw: bytes) -> list[tuple[str, bytes]]:
    files, offset = [], 0
    while offset < len(raw):
        size = int(raw[offset + 124 : offset + 135], 8)
        files.append((raw[offset : offset + 100].rstrip(b"\0").decode(), raw[offset + 512 : offset + 512 + size]))
        offset += 512 + (size + 511) // 512 * 512
    return files[1:]
