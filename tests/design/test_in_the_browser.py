import pytest

from tests.design.measure import faults, violations

pytestmark = pytest.mark.browser
OUTLINE = """(() => {
  const at = document.activeElement, shown = getComputedStyle(at.closest("label.choice") ?? at);
  return [shown.outlineStyle, shown.outlineWidth];
})()"""
STOPS = "document.querySelectorAll('a[href], button:enabled, input:not([type=hidden]), select').length"
FACES = ("market", "desk", "employer", "cockpit")


@pytest.mark.parametrize("width", [375, 1366])
@pytest.mark.parametrize("face", FACES)
def test_every_part_is_large_enough_and_readable(visit, face, width):
    assert faults(visit(f"/design/{face}/", width)) == []


@pytest.mark.parametrize(
    ("face", "size"), [("market", "18"), ("market", "30"), ("desk", "22"), ("employer", "18"), ("cockpit", "27")]
)
def test_in_elder_look_letters_and_targets_are_large_at_375_pixels(visit, face, size):
    assert faults(visit(f"/design/{face}/", 375, size), elder=True) == []


@pytest.mark.parametrize(("width", "look"), [(375, ""), (375, "22"), (375, "30"), (1366, "")])
def test_the_home_page_and_an_error_page_are_readable(visit, width, look):
    for path in ("/", "/look/", "/nothing-here/"):
        assert faults(visit(path, width, look), elder=bool(look)) == [], path


def test_the_white_cockpit_is_readable_too(visit):
    assert faults(visit("/design/cockpit/?face=paper", 1366)) == []


def test_a_refused_form_says_what_is_wrong_and_keeps_what_was_typed(visit):
    page = visit("/design/", scripts=False)
    page.fill("[name=name]", "周海生")
    page.fill("[name=phone]", "138")
    page.click("text=提交申请")
    assert page.input_value("[name=name]") == "周海生"
    assert "手机号是 11 位数字" in page.inner_text("[role=alert]")
    assert page.get_attribute("[name=phone]", "aria-invalid") == "true"
    told = page.get_attribute("[name=phone]", "aria-describedby").split()
    assert "手机号是 11 位数字" in page.inner_text(f"#{told[-1]}")


def test_a_refused_form_is_readable(visit):
    page = visit("/design/", look="22")
    page.click("text=提交申请")
    assert "有 5 处需要修改" in page.inner_text("[role=alert]")
    assert faults(page, elder=True) == []


def test_every_stop_of_the_tab_key_can_be_seen(visit):
    page = visit("/design/desk/", 1366)
    for _ in range(min(page.evaluate(STOPS), 30)):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE) == ["solid", "3px"]


def test_a_printed_ledger_has_its_title_and_signatures_and_nothing_to_press(visit):
    page = visit("/design/desk/", 1366)
    page.emulate_media(media="print")
    shown = page.inner_text(".ledger")
    assert all(words in shown for words in ("会员台账", "单位：", "日期：2026年3月10日", "填表人：", "审核人："))
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.ledger .button, .top, #menu')].filter((el) => el.checkVisibility())"
        )
        == []
    )


def test_the_first_stop_leads_past_the_menu(visit):
    page = visit("/design/desk/", 1366)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_menu_of_the_desk_opens_on_a_phone_without_scripts(visit):
    page = visit("/design/desk/", 375, scripts=False)
    assert not page.is_visible("#menu")
    page.click("text=菜单")
    assert page.is_visible("#menu")
    page.click("text=收起菜单")
    assert not page.is_visible("#menu")


def test_elder_look_is_one_press_away_on_every_face_without_scripts(visit):
    for face in FACES:
        page = visit(f"/design/{face}/", scripts=False)
        assert page.is_visible("button:has-text('长辈版')")
    page.click("button:has-text('长辈版')")
    assert page.get_attribute("html", "data-size") == "22"
    page.click("text=大一点")
    assert page.get_attribute("html", "data-size") == "24"
    page.click("text=标准版")
    assert page.get_attribute("html", "data-size") is None


@pytest.mark.parametrize("face", FACES)
def test_nothing_is_inline_that_a_strict_policy_would_drop(visit, face):
    page = visit(f"/design/{face}/", 1366)
    assert (
        page.evaluate("document.querySelectorAll('[style], style, script:not([src]), [onclick], [onchange]').length")
        == 0
    )
    assert page.told == []


@pytest.mark.parametrize("face", FACES)
def test_axe_finds_nothing(visit, face):
    assert violations(visit(f"/design/{face}/", 375)) == []
