"""Everything somebody may do to an archive, with the check that refuses it and the fault that is named."""

import json
from hashlib import sha256

from gongqiao.belenios import credentials, trustees
from gongqiao.belenios.archive import packed
from gongqiao.belenios.forms import compact, parsed, tracker
from gongqiao.belenios.groups import ED25519
from gongqiao.belenios.proofs import know
from tests.belenios.elections import AT, altered, written


def place(happened, kind, number=0):
    return [n for n, (each, _) in enumerate(happened) if each == kind][number]


def ballot(change, number=1):
    """Do something to a ballot, name everything anew: whoever holds the server can."""

    def tampering(held):
        happened = list(held.items_of_archive())
        at = place(happened, "Ballot", number)
        happened[at] = "Ballot", altered(happened[at][1], lambda told: change(held, told))
        return written(happened)

    return tampering


def payload(kind, change, number=0):
    """Do something to what an event tells, before it is named."""

    def tampering(held):
        happened = list(held.items_of_archive())
        at = place(happened, kind, number)
        told = parsed(compact(happened[at][1])) if isinstance(happened[at][1], dict) else happened[at][1]
        happened[at] = kind, change(held, told) or told
        return written(happened)

    return tampering


def row(change):
    """Do something to the order in which things happened."""

    def tampering(held):
        happened = list(held.items_of_archive())
        change(held, happened)
        return written(happened)

    return tampering


def raw(change):
    """Do something to the bytes of the finished file."""

    def tampering(held):
        return change(written(held.items_of_archive()))

    return tampering


def resign(held, told, secret):
    told.pop("signature")
    hashed = tracker(compact(told))
    told["signature"] = {"hash": hashed, "proof": know(held.group, secret, f"sig|{hashed}|").told()}


def bump(held, proof, name):
    proof[name] = str((int(proof[name]) + 1) % held.group.order)


def proof_changed(held, told):
    bump(held, told["answers"][0]["individual_proofs"][0][0], "response")
    resign(held, told, held.secrets[1])


def overall_changed(held, told):
    bump(held, told["answers"][0]["overall_proof"][0], "challenge")
    resign(held, told, held.secrets[1])


def blank_changed(held, told):
    bump(held, told["answers"][2]["blank_proof"][0], "response")
    resign(held, told, held.secrets[1])


def bomb(held, told):
    sealed = told["answers"][0]["choices"][0]
    sealed["beta"] = ED25519.times(sealed["beta"], f"{2**255 - 20:064x}")
    resign(held, told, held.secrets[1])


def stranger(held, told):
    told["credential"] = held.group.raised(12345)
    resign(held, told, 12345)


def choices_of_another(held, told):
    told["answers"] = parsed(held.ballots[0])["answers"]
    resign(held, told, held.secrets[1])


def inner(name, change):
    """Do something to the text that a payload names."""

    def changing(held, told):
        told[name] = change(held, told[name])

    return changing


def listed(change):
    def changing(held, _):
        rows = list(held.entitled.items())
        return change(held, rows)

    return payload("Setup", inner("credentials", changing))


def factor_changed(held, text):
    return altered(text, lambda told: told["decryption_factors"][0].__setitem__(0, held.group.raised(5)))


def sealed_changed(held, text):
    other = held.group.raised(9)
    return altered(text, lambda told: told[0][0].update(beta=held.group.times(told[0][0]["beta"], other)))


def key_added(held, text):
    """A trustee of whom nobody knows, whose key is not in the election's."""
    return altered(text, lambda told: told.append(["Single", trustees.public_key(held.group, 77)]))


def key_replaced(held, text):
    return altered(text, lambda told: told.__setitem__(1, ["Single", trustees.public_key(held.group, 77)]))


def swap_events(data):
    """The last two ballots' files exchanged, nothing named anew."""
    files = split(data)
    events = [n for n, (name, content) in enumerate(files) if b'"type":"Ballot"' in content]
    one, other = events[-2:]
    files[one - 1 : one + 1], files[other - 1 : other + 1] = files[other - 1 : other + 1], files[one - 1 : one + 1]
    return joined(files)


def split(data):
    files, at = [], 0
    while at < len(data):
        size = int(data[at + 124 : at + 135], 8)
        files.append((data[at : at + 100].rstrip(b"\0").decode(), data[at + 512 : at + 512 + size]))
        at += 512 + size + -size % 512
    return files


def joined(files):
    return b"".join(packed(name, content, AT) for name, content in files)


def without(kind):
    def cutting(data):
        files = split(data)
        event = next(n for n, (_, content) in enumerate(files) if f'"type":"{kind}"'.encode() in content)
        return joined(files[:event] + files[event + 1 :])

    return cutting


def added_file(data):
    content = b'{"spare":1}'
    return data + packed(f"{sha256(content).hexdigest()}.data.json", content, AT)


def renumbered(data):
    """An event's height changed; it is named by its new digest, and so is it by the one after."""
    files, parents = [], {}
    for name, content in split(data):
        if name.endswith(".event.json"):
            told = json.loads(content)
            told["parent"] = parents.get(told.get("parent"), told.get("parent"))
            told = {key: value for key, value in told.items() if value is not None}
            told["height"] += told["height"] == 3
            new = compact(told).encode()
            parents[name.partition(".")[0]] = sha256(new).hexdigest()
            name, content = f"{sha256(new).hexdigest()}.event.json", new  # noqa: PLW2901 -- the file in its new form
        files.append((name, content))
    return joined(files)


def data_after_event(data):
    files = split(data)
    first = next(n for n, (_, content) in enumerate(files) if b'"type":"Ballot"' in content)
    files[first - 1], files[first] = files[first], files[first - 1]
    return joined(files)


def bytes_changed(before, after):
    return raw(lambda data: data.replace(before, after, 1))


def result(change):
    def changing(_, text):
        told = parsed(text)
        change(told["result"])
        return compact(told)

    return payload("Result", changing)


TAMPERINGS = {
    "选票的单项证明被改": (ballot(proof_changed), "ballots", "individual"),
    "选票的总数证明被改": (ballot(overall_changed), "ballots", "overall"),
    "选票的空白证明被改": (ballot(blank_changed), "ballots", "blank"),
    "密文在子群之外": (ballot(bomb), "ballots", "outside"),
    "名册外的凭证投票": (ballot(stranger), "ballots", "unknown_credential"),
    "抄别人的密文": (ballot(choices_of_another), "ballots", "individual"),
    "签名换成别的选票的": (
        ballot(lambda held, told: told.update(signature=parsed(held.ballots[0])["signature"])),
        "ballots",
        "hash",
    ),
    "签名的回应被改": (
        ballot(lambda held, told: bump(held, told["signature"]["proof"], "response")),
        "ballots",
        "signature",
    ),
    "选票写了别的选举编号": (ballot(lambda _, told: told.update(election_uuid="1" * 14)), "ballots", "uuid"),
    "选票写了别的选举摘要": (ballot(lambda _, told: told.update(election_hash="x")), "ballots", "election_hash"),
    "标量加上群的阶": (
        ballot(
            lambda held, told: told["signature"]["proof"].update(
                response=str(int(told["signature"]["proof"]["response"]) + held.group.order)
            )
        ),
        "ballots",
        "scalar",
    ),
    "选票少一题": (ballot(lambda _, told: told["answers"].pop()), "ballots", "form"),
    "选票不是唯一写法": (payload("Ballot", lambda _, text: text.replace(":", ": ", 1)), "ballots", "canonical"),
    "同一张选票两次": (row(lambda _, happened: happened.insert(2, happened[1])), "ballots", "twice"),
    "计票前抽掉名册里的人": (
        listed(lambda _, rows: credentials.listed(dict(rows[1:]))),
        "ballots",
        "unknown_credential",
    ),
    "计票后抽掉一张选票": (row(lambda _, happened: happened.pop(2)), "tally", "count"),
    "计票后换成旧的一张": (row(lambda _, h: h.__setitem__(slice(1, 5), [h[4], h[2], h[3], h[1]])), "tally", "tally"),
    "名册里改了一人的票数": (
        listed(lambda _, rows: credentials.listed({key: weight + 1 for key, weight in rows})),
        "tally",
        "count",
    ),
    "名册里重复一人": (
        listed(lambda _, rows: compact([rows[0][0], *[key for key, _ in rows]])),
        "credentials",
        "twice",
    ),
    "名册里有群外的凭证": (
        listed(lambda _, rows: compact([f"{2:064x}", *[key for key, _ in rows]])),
        "credentials",
        "outside",
    ),
    "名册里的票数为零": (
        listed(lambda _, rows: compact([f"{rows[0][0]},0", *[key for key, _ in rows[1:]]])),
        "credentials",
        "weight",
    ),
    "密文汇总被改": (payload("EncryptedTally", inner("encrypted_tally", sealed_changed)), "tally", "tally"),
    "计入张数被改": (payload("EncryptedTally", lambda _, told: told.update(num_tallied=9)), "tally", "count"),
    "计入票数被改": (payload("EncryptedTally", lambda _, told: told.update(total_weight=99)), "tally", "count"),
    "保管人的证明被改": (
        payload(
            "Setup",
            inner("trustees", lambda held, text: altered(text, lambda t: bump(held, t[1][1]["pok"], "response"))),
        ),
        "trustees",
        "pok",
    ),
    "门限被改": (
        payload("Setup", inner("trustees", lambda _, text: altered(text, lambda t: t[0][1].update(threshold=1)))),
        "trustees",
        "form",
    ),
    "换掉一位保管人": (payload("Setup", inner("trustees", key_replaced)), "trustees", "key"),
    "加进一位保管人": (payload("Setup", inner("trustees", key_added)), "trustees", "key"),
    "部分解密的因子被改": (
        payload("PartialDecryption", inner("payload", factor_changed)),
        "partials",
        "decryption",
    ),
    "部分解密记在别人名下": (
        payload("PartialDecryption", lambda _, told: told.update(owner=2)),
        "partials",
        "decryption",
    ),
    "没有这位保管人": (payload("PartialDecryption", lambda _, told: told.update(owner=5)), "partials", "owner"),
    "一位保管人解密两次": (
        row(lambda _, happened: happened.insert(-1, happened[-2])),
        "partials",
        "twice",
    ),
    "少一份部分解密": (row(lambda _, happened: happened.pop(-2)), "result", "trustees"),
    "结果多一票": (result(lambda rows: rows[0].__setitem__(0, str(int(rows[0][0]) + 1))), "result", "result"),
    "结果两项对调": (result(lambda rows: rows[0].reverse()), "result", "result"),
    "结果少一题": (result(lambda rows: rows.pop()), "result", "form"),
    "结果是负数": (result(lambda rows: rows[0].__setitem__(0, "-1")), "result", "form"),
    "改了题目": (
        payload("Setup", inner("election", lambda _, text: text.replace("赞成", "同意", 1))),
        "ballots",
        "election_hash",
    ),
    "换了选举公钥": (
        payload(
            "Setup",
            inner("election", lambda held, text: altered(text, lambda t: t.update(public_key=held.group.raised(8)))),
        ),
        "trustees",
        "key",
    ),
    "换了群": (
        payload("Setup", inner("election", lambda _, text: altered(text, lambda t: t.update(group="BELENIOS-2048")))),
        "setup",
        "outside",
    ),
    "一个字节被改": (bytes_changed(b'"election_uuid"', b'"election_uuiD"'), "form", "name"),
    "两张选票对调": (raw(swap_events), "chain", "parent"),
    "抽走结束投票": (raw(without("EndBallots")), "chain", "parent"),
    "事件的序号被改": (raw(renumbered), "chain", "height"),
    "内容在事件之后": (raw(data_after_event), "chain", "payload"),
    "结束后再投票": (
        row(lambda held, happened: happened.insert(6, ("Ballot", held.cast(4, *held.votes[0][1:])))),
        "chain",
        "order",
    ),
    "塞进多余的内容": (raw(added_file), "stray", "stray"),
    "截去末尾": (raw(lambda data: data[:-100]), "form", "cut"),
    "末尾多出零": (raw(lambda data: data + bytes(1024)), "form", "head"),
    "文件的时刻被改": (
        raw(
            lambda data: data[: 512 + 38 + 474] + data[512 + 38 + 474 :].replace(b"%011o" % AT, b"%011o" % (AT + 1), 1)
        ),
        "form",
        "head",
    ),
    "填充不是零": (raw(lambda data: data[:1000] + b"x" + data[1001:]), "form", "padding"),
    "不是档案": (raw(lambda _: b"hello" * 300), "form", "head"),
    "空文件": (raw(lambda _: b""), "form", "empty"),
    "只有文件头": (raw(lambda data: data[:1024]), "form", "empty"),
}
