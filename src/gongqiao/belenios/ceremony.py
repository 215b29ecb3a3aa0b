"""How trustees make a key that some of them suffice to use (specification 3.1.1, 4.6.4–4.6.7).

Each holds a seed. 1 everybody hands in a certificate, 2 everybody a polynomial in letters to the others, 3 each is
handed her letters and answers with the public part of her share, 4 the parameters are published.
"""

from collections.abc import Iterator
from secrets import randbelow

from gongqiao.belenios import letters
from gongqiao.belenios.forms import NUMBER, TEXT, Each, Fault, FaultyError, Json, compact, misfits, parsed, sound
from gongqiao.belenios.groups import Group
from gongqiao.belenios.trustees import evaluated, public_key, unsound_key


def place_of(group: Group, seed: str, certificates: list[Json]) -> int:
    """Which of the certificates is hers, counted from 0; raises `FaultyError` where one is unsound or hers missing."""
    sound(letters.unsound_certificates(group, certificates))
    own = letters.public_keys(group, seed)
    for number, told in enumerate(certificates):
        if letters.opened(told) == own:
            return number
    raise FaultyError([Fault("certificate", "证书里没有这位保管人的")])


def polynomial(group: Group, seed: str, certificates: list[Json], needed: int) -> Json:
    """Her secret polynomial, of which she publishes the coefficients sealed and writes each member her value."""
    own = place_of(group, seed, certificates)
    if not 1 <= needed <= len(certificates):
        raise FaultyError([Fault("threshold", "门限应当在 1 和人数之间")])
    coefficients = [randbelow(group.order) for _ in range(needed)]
    key, readers = letters.signing_key(seed), [letters.opened(each)["encryption"] for each in certificates]
    values = [_value(group, coefficients, number + 1) for number in range(len(certificates))]
    return {
        "polynomial": letters.send(group, key, readers[own], compact({"polynomial": list(map(str, coefficients))})),
        "secrets": [
            letters.send(group, key, reader, compact({"secret": str(value)}))
            for reader, value in zip(readers, values, strict=True)
        ],
        "coefexps": letters.signed(group, key, compact({"coefexps": [group.raised(each) for each in coefficients]})),
    }


def _value(group: Group, coefficients: list[int], at: int) -> int:
    return sum(each * pow(at, power, group.order) for power, each in enumerate(coefficients)) % group.order


def unsound_polynomials(group: Group, certificates: list[Json], told: list[Json], needed: int) -> Iterator[Fault]:
    """What is wrong with the members' polynomials as they are handed in; the certificates are sound."""
    members = len(certificates)
    if not 1 <= needed <= members:
        yield Fault("threshold", "门限应当在 1 和人数之间")
        return
    shape = {"polynomial": TEXT, "secrets": Each(TEXT, exactly=members), "coefexps": letters.SIGNED}
    faults = list(misfits(told, Each(shape, exactly=members), group))
    yield from faults or letters.unsound_coefficients(group, certificates, [each["coefexps"] for each in told], needed)


def inputs(polynomials: list[Json]) -> list[Json]:
    """What is handed to each member: her own polynomial back, the letters to her, everybody's coefficients."""
    return [
        {
            "polynomial": own["polynomial"],
            "secrets": [each["secrets"][number] for each in polynomials],
            "coefexps": [each["coefexps"] for each in polynomials],
        }
        for number, own in enumerate(polynomials)
    ]


def share(group: Group, seed: str, certificates: list[Json], given: Json, needed: int) -> int:
    """Her secret share, from the letters to her; raises `FaultyError` naming whose letter does not agree."""
    own = place_of(group, seed, certificates)
    sound(letters.unsound_coefficients(group, certificates, given["coefexps"], needed))
    found = 0
    for number, (owner, letter, row) in enumerate(zip(certificates, given["secrets"], given["coefexps"], strict=True)):
        sender = letters.opened(owner)["verification"]
        told = parsed(letters.receive(group, letters.reading_key(seed), sender, letter))
        sound(fault.inside(f"secrets[{number}]") for fault in misfits(told, {"secret": NUMBER}))
        value = int(told["secret"]) % group.order  # older programs hand it over as it was computed
        if group.raised(value) != evaluated(group, [letters.opened(row)["coefexps"]], own + 1):
            raise FaultyError([Fault("share", "这位保管人给的份额与公布的系数不符", f"secrets[{number}]")])
        found = (found + value) % group.order
    return found


def output(group: Group, seed: str, secret: int) -> Json:
    """What she hands back: her share in a letter to herself, and its public part."""
    key, reader = letters.signing_key(seed), group.raised(letters.reading_key(seed))
    kept = letters.send(group, key, reader, compact(str(secret)))
    return {"private_key": kept, "public_key": public_key(group, secret)}


def kept_share(group: Group, seed: str, letter: str) -> int:
    """Her secret share again, from the letter to herself."""
    own = group.raised(letters.signing_key(seed))
    told = parsed(letters.receive(group, letters.reading_key(seed), own, letter))
    sound(misfits(told, NUMBER))
    return int(told) % group.order


def unsound_output(group: Group, rows: list[Json], number: int, told: Json) -> Iterator[Fault]:
    """What is wrong with the public part of a member's share; members are counted from 1."""
    yield from unsound_key(group, told["public_key"])
    wanted = evaluated(group, [letters.opened(row)["coefexps"] for row in rows], number)
    if told["public_key"]["public_key"] != wanted:
        yield Fault("share", "公钥与公布的系数不符", "public_key")


def parameters(certificates: list[Json], polynomials: list[Json], outputs: list[Json], needed: int) -> Json:
    """What is published of the group."""
    return {
        "threshold": needed,
        "certs": certificates,
        "coefexps": [each["coefexps"] for each in polynomials],
        "verification_keys": [each["public_key"] for each in outputs],
    }


def held(group: Group, members: int, needed: int) -> tuple[Json, list[int]]:
    """A whole ceremony with everybody at one table: what is published, and each member's secret share."""
    seeds = [letters.seed() for _ in range(members)]
    certificates = [letters.certificate(group, seed) for seed in seeds]
    polynomials = [polynomial(group, seed, certificates, needed) for seed in seeds]
    shares = [
        share(group, seed, certificates, given, needed) for seed, given in zip(seeds, inputs(polynomials), strict=True)
    ]
    outputs = [output(group, seed, secret) for seed, secret in zip(seeds, shares, strict=True)]
    return parameters(certificates, polynomials, outputs, needed), shares
