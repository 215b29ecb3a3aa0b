import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongqiao.audit import merkle
from gongqiao.audit.merkle import Edge, leaf, node

ENTRIES = st.lists(st.binary(max_size=40), max_size=40)


def by_the_paper(leaves):
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node(by_the_paper(leaves[:half]), by_the_paper(leaves[half:]))


# The example tree that Certificate Transparency programs are tested with.
ENTRIES_OF_CT = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
ROOTS_OF_CT = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", ROOTS_OF_CT)
def test_the_roots_are_those_that_other_programs_reckon(size):
    leaves = [leaf(bytes.fromhex(entry)) for entry in ENTRIES_OF_CT[:size]]
    assert Edge().grown(leaves).root.hex() == ROOTS_OF_CT[size]


@given(ENTRIES)
def test_a_tree_grown_leaf_by_leaf_is_the_tree_of_the_paper(entries):
    leaves = [leaf(entry) for entry in entries]
    assert Edge().grown(leaves).root == by_the_paper(leaves)


@given(ENTRIES, st.integers(0, 40))
def test_a_tree_goes_on_growing_from_what_was_kept_of_it(entries, cut):
    leaves = [leaf(entry) for entry in entries]
    kept = Edge().grown(leaves[:cut])

    assert Edge.read(kept.size, bytes(kept)).grown(leaves[cut:]) == Edge().grown(leaves)


@given(ENTRIES.filter(bool), st.data())
def test_a_path_leads_from_its_leaf_to_the_root(entries, data):
    leaves = [leaf(entry) for entry in entries]
    at = data.draw(st.integers(0, len(leaves) - 1))

    assert _climbed(leaves[at], at, len(leaves), merkle.path(leaves, at)) == by_the_paper(leaves)


def _climbed(digest, at, size, path):
    """RFC 9162, 2.1.3.2: the check of an inclusion proof."""
    place, last = at, size - 1
    for beside in path:
        if place % 2 or place == last:
            digest = node(beside, digest)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            digest = node(digest, beside)
        place, last = place >> 1, last >> 1
    assert last == 0
    return digest
