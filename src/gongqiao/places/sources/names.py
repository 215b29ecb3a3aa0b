"""What a name tells: its kind, its short form, and how it is read aloud."""

import re
from collections.abc import Callable
from functools import cache

from gongqiao.places.models import Kind, Level

LEVEL_BY_LENGTH = {9: Level.TOWNSHIP, 12: Level.VILLAGE}
SUFFIXES = {
    Level.COUNTY: (
        ("自治县", Kind.AUTONOMOUS_COUNTY),
        ("区", Kind.DISTRICT),
        ("市", Kind.COUNTY_CITY),
        ("县", Kind.COUNTY),
    ),
    Level.TOWNSHIP: (
        ("直辖村级区划", Kind.NUMBERING),
        ("街道", Kind.SUBDISTRICT),
        ("街道办事处", Kind.SUBDISTRICT),
        ("镇", Kind.TOWN),
        ("族乡", Kind.ETHNIC_TOWNSHIP),
        ("乡", Kind.TOWNSHIP),
    ),
    Level.VILLAGE: (
        ("社区", Kind.COMMUNITY),
        ("居委会", Kind.COMMUNITY),
        ("居民委员会", Kind.COMMUNITY),
        ("村", Kind.VILLAGE),
        ("村委会", Kind.VILLAGE),
        ("村民委员会", Kind.VILLAGE),
    ),
}
OTHERWISE = {
    Level.PROVINCE: Kind.PROVINCE,
    Level.CITY: Kind.PREFECTURE_CITY,
    Level.COUNTY: Kind.COUNTY,
    Level.TOWNSHIP: Kind.LIKE_A_TOWNSHIP,
    Level.VILLAGE: Kind.LIKE_A_VILLAGE,
}
ENDINGS = {
    Level.PROVINCE: re.compile("省$"),
    Level.CITY: re.compile("(市|地区)$"),
    Level.COUNTY: re.compile("(.族自治县|自治县|市|区|县)$"),
    Level.TOWNSHIP: re.compile("(街道办事处|街道|.族镇|.族乡|镇|乡)$"),
    Level.VILLAGE: re.compile("(居民委员会|居委会|(?<=村)村委会|(?<=村)村民委员会|委会|民委员会)$"),
}


def level_of(code: str) -> Level:
    """The level is in the code: 330000, 330100, 330109, 330109001, 330109001001."""
    if longer := LEVEL_BY_LENGTH.get(len(code)):
        return longer
    return Level.PROVINCE if code.endswith("0000") else Level.CITY if code.endswith("00") else Level.COUNTY


def kind_of(name: str, level: Level) -> Kind:
    found = next((kind for suffix, kind in SUFFIXES.get(level, ()) if name.endswith(suffix)), None)
    return found or OTHERWISE[level]


def short_name_of(name: str, level: Level) -> str:
    """杭州市 → 杭州, 景宁畲族自治县 → 景宁, 金鸡村村委会 → 金鸡村; a name that would lose too much stays whole."""
    shorter = ENDINGS[level].sub("", name)
    return shorter if len(shorter) > 1 else name


def reading_of(name: str) -> str:
    """Syllables apart: "xiao shan qu"."""
    return " ".join(syllable for syllable in _reader()(name) if syllable.isalpha())


@cache
def _reader() -> Callable[[str], list[str]]:
    """Half a second of dictionaries, which most processes never need: shipped names come with their readings."""
    from pypinyin import lazy_pinyin, load_phrases_dict  # noqa: PLC0415 -- see above

    load_phrases_dict({"莲都": [["lian"], ["du"]]})
    return lazy_pinyin


def joined(reading: str) -> str:
    return re.sub("[^a-z]", "", reading)


def initials_of(reading: str) -> str:
    return "".join(syllable[0] for syllable in re.findall("[a-z]+", reading))
