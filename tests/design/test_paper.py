"""Official paper: what stands on it, where it breaks, and that nothing told is ever read as markup."""

import struct
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongqiao.design.paper import Table, letters, printed
from gongqiao.design.paper.letters import Letters
from gongqiao.kernel.reasons import Refused
from tests.design.papers import NO_JUDGE, ON, judged, opened, pages, paper, read

HOSTILE = (
    '#import "@preview/cetz:0.4.0"', '#read("/etc/passwd")', "#panic()", "$x^2$", "\\u{41}\\", "*粗* _斜_ `码`",
    "// 注", "/* 注 */", "= 题", "- 项", "+ 项", "/ 词: 义", "<label> @ref", "[a](b)", "'单' \"双\"", "-- ---",
    "...", "~~", "{}", "]", "#{", "%s {0} ${x}", "</p><script>", "\\end{document}",
)  # fmt: skip
ROSTER = Table(("序号", "姓名", "签名"), [(str(n), f"会员{n:03}", "") for n in range(1, 121)], "会员名册")


def tight(text):
    return text.replace(" ", "")


def test_head_number_title_reader_text_name_and_day_stand_in_this_order():
    told = {"title": ("城厢街道总工会", "关于同意成立工会筹备组的批复"), "reader": "巧手模具厂工会筹备组", "red": True}
    [page] = pages(printed(paper("同意。", "此复。", issuer="城厢街道总工会", number="城工〔2026〕1号", **told)))

    assert page == (
        "城厢街道总工会城工〔2026〕1号城厢街道总工会关于同意成立工会筹备组的批复巧手模具厂工会筹备组："
        "同意。此复。盖章处城厢街道总工会2026年3月5日— 1 —"
    )


def test_it_is_a4_and_says_in_itself_what_it_is():
    file = opened(printed(paper(title=("城厢街道总工会", "批复"))))

    [page] = file.pages
    assert [round(float(length) / 72 * 25.4) for length in page.mediabox[2:]] == [210, 297]
    assert (file.metadata.title, file.metadata.author) == ("城厢街道总工会批复", "巧手模具厂工会筹备组")
    assert file.metadata.creation_date.date() == ON
    assert file.xmp_metadata.pdfaid_part == "1"
    assert file.xmp_metadata.pdfaid_conformance == "B"


def test_the_same_paper_is_the_same_bytes():
    assert printed(paper("甲", ROSTER)) == printed(paper("甲", ROSTER))
    assert printed(paper("甲")) != printed(paper("乙"))


def test_many_may_be_printed_at_once():
    alone = [printed(paper(f"第{n}件")) for n in range(4)]
    with ThreadPoolExecutor(4) as hands:
        together = list(hands.map(lambda n: printed(paper(f"第{n % 4}件")), range(40)))

    assert together == alone * 10


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_markup_is_printed_as_it_is_wherever_it_stands(text):
    told = {"title": (text,), "issuer": text, "number": text, "reader": text, "note": text}
    table = Table((text,), [(text,)], text)

    assert tight(read(text, table, **told, red=True)).count(tight(text)) >= 9


@given(st.text(st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_printed(text):
    assert printed(paper(text, Table((text,), [(text,)]), title=(text,), issuer=text, note=text)).startswith(
        b"%PDF-1.4"
    )


def lines(content):
    return opened(content).pages[0].extract_text().replace("\u200b", "").split("\n")


@pytest.mark.parametrize("run", ["a", "_", "9", "é", "…", "Ж", "！", "》", "a！"])
def test_what_has_no_place_to_break_breaks_all_the_same(run):
    found = [line for line in lines(printed(paper(run * 200))) if set(line) == set(run)]

    assert "".join(found) == run * 200
    assert max(map(len, found)) < 80


def test_a_short_run_of_letters_is_not_torn():
    assert lines(printed(paper("甲" * 24 + "330109199001011234")))[1:3] == ["甲" * 24, "330109199001011234"]


@pytest.mark.parametrize("letter", ["䶮", "𠮷", "㐂", "龑", "㎡", "①", "〔", "é"])
def test_rare_letters_of_names_are_printed_and_can_be_found(letter):
    page = read(f"职工{letter}同志", title=(f"关于{letter}的说明",))

    assert page.count(letter) == 2
    assert "〓" not in page


def test_a_letter_that_no_font_has_is_marked_and_told_once_in_the_order_of_coming():
    page = read("𨭎𨭎", Table(("姓名",), [("王🙂",)]), title=("关于\U000f0000的说明",))

    assert page.count("〓") == 5
    assert "注：字库没有的字印作“〓”，请照网页上的手写补上：U+F0000、U+28B4E、U+1F642。" in page


def test_what_is_no_letter_is_left_out_and_turns_nothing_around():
    assert Letters().of("王\u202e三\u200b四\ufe0e\U000e0100\x07五\u3000 六\n七\u2028") == "王三四五 六 七"


def test_a_long_roster_goes_on_over_pages_with_its_heads_and_their_numbers():
    found = pages(printed(paper("名册附后。", ROSTER, "特此说明。")))

    assert len(found) > 3
    assert [page.count("序号") for page in found[:-1]] == [1] * (len(found) - 1)
    assert [f"— {number} —" in page for number, page in enumerate(found, 1)] == [True] * len(found)
    for number in range(1, 121):
        assert sum(f"会员{number:03}" in page for page in found) == 1


def test_name_and_seal_never_stand_on_a_page_without_text():
    for count in range(1, 30):
        last = pages(printed(paper(*["甲乙丙丁。"] * count, "此复。")))[-1]
        assert "此复。" in last
        assert "盖章处" in last


def test_lines_move_closer_where_that_saves_a_page_and_else_stay_as_they_should_be():
    counts = [len(pages(printed(paper(*["甲乙丙丁。"] * count)))) for count in range(10, 24)]
    usual = [len(pages(printed(paper(*["甲乙丙丁。"] * count, sealed=False)))) for count in (5, 60)]

    assert counts == sorted(counts)
    assert counts[0] == 1
    assert counts[-1] == 2
    assert usual == [1, 3]


def test_a_paper_without_a_number_a_reader_or_a_seal_has_no_empty_places_for_them():
    page = read(sealed=False)

    assert "盖章处" not in page
    assert "：" not in page
    assert page.startswith("关于成立工会筹备组的请示")


def test_a_long_name_of_an_organ_keeps_within_the_page():
    name = "杭州市萧山区" * 8
    page = opened(printed(paper(issuer=name, red=True))).pages[0]

    assert name in page.extract_text().replace("\n", "")


def test_rows_as_long_as_their_heads_are_asked_for():
    with pytest.raises(ValueError, match="zip"):
        printed(paper(Table(("甲", "乙"), [("一",)])))


def test_without_its_fonts_it_is_refused_and_says_whom_to_tell(monkeypatch, tmp_path):
    monkeypatch.setattr(letters, "FONTS", tmp_path)

    with pytest.raises(Refused, match="还没有公文字库，暂时不能下载 PDF，请告诉运维人员"):
        printed(paper())


def test_the_bold_font_has_every_letter_of_the_plain_one():
    plain, bold = (letters._of_font((letters.FONTS / name).read_bytes()) for name in (letters.PLAIN, letters.BOLD))

    assert plain == bold
    assert struct.unpack_from(">L", (letters.FONTS / letters.BOLD).read_bytes())[0] == 0x10000


@pytest.mark.long
@pytest.mark.skipif(bool(NO_JUDGE), reason=NO_JUDGE or "-")
def test_apache_pdfbox_finds_it_to_be_pdf_a_1b(tmp_path):
    whole = {"reader": "城厢街道总工会", "number": "1号", "note": "注。", "red": True}
    for told in (paper(), paper("䶮𠮷𨭎🙂", ROSTER, "此复。", **whole), paper(*HOSTILE, "a" * 300)):
        assert judged(printed(told), tmp_path) == ""
