"""Trees, paths and the one way to write an entry, against what the standards themselves say."""

import json
import re
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import DECODER
from tests.audit_verify.export import node, root
from tree import Digests, Tree, canonical

DATA = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [sha256(b"\x00" + bytes.fromhex(data)).digest() for data in DATA]


def digests(leaves):
    made = Digests()
    for leaf in leaves:
        made.append(leaf)
    return made


@pytest.mark.parametrize("size", range(9))
def test_a_tree_has_the_root_known_for_its_size(size):
    assert Tree(LEAVES[:size]).root().hex() == ROOTS[size]
    assert root(LEAVES[:size]).hex() == ROOTS[size]  # so the exports of these tests are right as well


def test_the_roots_of_five_and_seven_leaves_are_those_written_out_by_hand():
    a, b, c, d, e, f, g, _ = LEAVES
    four = node(node(a, b), node(c, d))

    assert Tree(LEAVES[:5]).root() == node(four, e)
    assert Tree(LEAVES[:7]).root() == node(four, node(node(e, f), g))


def test_all_roots_are_found_in_one_walk():
    assert digests(LEAVES).roots({3, 8, 1, 5}) == {n: bytes.fromhex(ROOTS[n]) for n in (0, 1, 3, 5, 8)}


def test_the_paths_of_seven_leaves_are_those_of_the_standards_example():
    a, b, c, d, e, f, j = LEAVES[:7]
    g, h, i = node(a, b), node(c, d), node(e, f)
    k, m = node(g, h), node(i, j)
    seven = digests(LEAVES[:7])

    assert seven.path(0, 0, 7) == [b, h, m]
    assert seven.path(3, 0, 7) == [c, g, m]
    assert seven.path(4, 0, 7) == [f, j, k]
    assert seven.path(6, 0, 7) == [i, k]


@given(st.integers(1, 70).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_every_path_leads_to_the_root(place):
    size, number = place
    leaves = [sha256(bytes([n])).digest() for n in range(size)]

    assert climbed(leaves[number], number, size, digests(leaves).path(number, 0, size)) == root(leaves)


def climbed(leaf, number, size, path):
    """RFC 9162, section 2.1.3.2."""
    last = size - 1
    for step in path:
        if number % 2 or number == last:
            leaf = node(step, leaf)
            while number % 2 == 0 and number:
                number, last = number >> 1, last >> 1
        else:
            leaf = node(leaf, step)
        number, last = number >> 1, last >> 1
    return leaf if last == 0 else b""


def written(text):
    return canonical(DECODER.decode(text))


@pytest.mark.parametrize(
    ("text", "one_way"),
    [
        ('{ "b" : 1 , "a" : { "d" : [ ] , "c" : { } } }', '{"a":{"c":{},"d":[]},"b":1}'),
        ("[true, false, null, 0, -7]", "[true,false,null,0,-7]"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        (r'"\u4e2d\u00e9\/\ud83d\ude00"', '"中é/😀"'),
        (r'"\u0000\u0001\u001F\b\t\n\f\r\"\\"', r'"\u0000\u0001\u001f\b\t\n\f\r\"\\"'),
        ('"\\u007f\\u2028\\ufeffe\\u0301"', '"\x7f\u2028\ufeffe\u0301"'),
        ('{"\\ud83d\\ude00":1,"\\ue000":2,"é":3,"e":4,"":5}', '{"":5,"e":4,"é":3,"\ue000":2,"😀":1}'),
        ("1.50", "1.50"),
    ],
)
def test_a_value_is_written_in_one_way(text, one_way):
    assert written(text) == one_way


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda below: (
        st.lists(below, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), below, max_size=4)
    ),
)


@given(VALUES)
def test_however_a_value_came_it_is_written_as_another_program_would_in_the_same_order(value):
    other = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    assert written(json.dumps(value, indent=3)) == other
    assert written(other) == other


@pytest.mark.parametrize("text", ['{"a":1,"a":1}', "NaN", "-Infinity", "01", "'a'", '"\t"', "[1,]", "", "1 1"])
def test_what_can_be_read_in_two_ways_or_is_no_json_is_not_read(text):
    with pytest.raises(ValueError, match=re.compile("")):
        written(text)
