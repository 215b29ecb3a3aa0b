"""The paper about one's work: shown by the applicant, read by the union that reviews, and nobody else's."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongqiao.files import queries as documents
from gongqiao.membership import actions
from gongqiao.membership.models import Application
from tests import make
from tests.files import corpus
from tests.membership import made
from tests.membership.test_api import program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def upload(content, name="工牌.jpg"):
    return {"proof": SimpleUploadedFile(name, content, "image/jpeg")}


def opened(browser, address):
    """The status and the bytes of a document."""
    answer = browser.get(address)
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""


def paper_of(application):
    return documents.of(application).get()


def test_a_photo_is_kept_with_the_application_and_goes_where_it_goes(let_in, clerk, union, tree):
    account, other = make.account(), tree["township"].body
    application = made.draft(union, of=account)
    rider = let_in(account)
    assert "选填" in rider.get("/join/check/").content.decode()

    assert rider.post("/join/proof/", upload(corpus.telling("JPEG"))).url == "/join/check/"
    rider.post("/join/check/", {"agreed": "on"})

    address = f"/files/{paper_of(application).pk}/"
    reviewing, elsewhere = clerk(union), clerk(other)
    assert address in reviewing.get(f"/desk/applications/{application.pk}/").content.decode()
    assert [opened(each, address)[0] for each in (rider, reviewing, elsewhere)] == [200, 200, 404]
    assert corpus.SECRET not in opened(reviewing, address)[1]

    actions.refer(application.pk, to=other.pk, by=make.actor("clerk", union), at=make.AT)
    assert [opened(each, address)[0] for each in (rider, reviewing, elsewhere)] == [200, 404, 200]


def test_a_drawing_that_calls_itself_a_photo_is_refused_with_the_way_out_and_nothing_else_is_lost(let_in, union):
    account = make.account()
    application = made.draft(union, of=account)
    rider = let_in(account)

    told = rider.post("/join/proof/", upload(corpus.SVG, "工牌.jpg"))

    assert told.status_code == 200
    assert "这是 SVG 矢量图，里面可以带程序，不能上传；请用手机拍照或截图后再传" in told.content.decode()
    assert documents.of(application).count() == 0
    assert Application.objects.get().station == "城厢站"


SCRIPT = b"<script>alert(document.cookie)</script>"
HOSTILE = {
    "a drawing called a photo": ("工牌.jpg", corpus.SVG, "这是 SVG 矢量图"),
    "a drawing with a head": ("工牌.png", b'<?xml version="1.0"?>' + corpus.SVG, "这是 XML 或 SVG 文件"),
    "a page called a photo": ("工牌.webp", b"<!DOCTYPE html>" + SCRIPT, "这是网页文件"),
    "a page behind a photo's first bytes": ("工牌.png", b"\x89PNG\r\n\x1a\n" + SCRIPT * 20, "图片打不开"),
    "a page behind a drawing's first bytes": ("工牌.gif", b"GIF89a/*" + SCRIPT, "这是 GIF 动图"),
    "a program called a photo": ("工牌.jpg", b"MZ\x90\x00" + bytes(2000), "这是程序文件"),
    "a program with two endings": ("工牌.jpg.exe", b"\x7fELF" + bytes(2000), "这是程序文件"),
    "an archive called a paper": ("合同.pdf", b"PK\x03\x04" + bytes(2000), "压缩包"),
    "half a paper": ("合同.pdf", corpus.pdf(3000)[:2000], "这个 PDF 不完整"),
    "a photo of 900 megapixels": ("工牌.png", corpus.png(30_000, 30_000), "图片超过 4000 万像素"),
    "a photo that unfolds to 300 megabytes": ("工牌.png", corpus.text_bomb(), "图片打不开"),
    "nothing": ("工牌.jpg", b"", "文件是空的"),
}


@pytest.mark.parametrize(("name", "content", "words"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_photo_is_refused_in_chinese_and_what_was_there_stays(name, content, words, let_in, union):
    account = make.account()
    application = made.draft(union, of=account)
    rider = let_in(account)
    rider.post("/join/proof/", upload(corpus.picture(), "早先的.jpg"))

    told = rider.post("/join/proof/", upload(content, name))

    page = told.content.decode()
    assert told.status_code == 200
    assert words in re.search(r'role="alert".*?</form>', page, re.DOTALL).group()
    assert "请" in page
    assert paper_of(application).name == "早先的.jpg"
    assert "城厢站" in rider.get("/join/check/").content.decode()
    assert rider.post("/join/check/", {"agreed": "on"}).url == "/join/progress/"


@pytest.mark.parametrize(
    ("content", "remains"),
    [(corpus.picture() + SCRIPT + b"PK\x03\x04", False), (corpus.pdf(3000, SCRIPT + b"%%EOF\n"), True)],
    ids=["a photo with a page and an archive behind it", "a paper with a page in it"],
)
def test_what_is_two_things_at_once_is_drawn_anew_or_never_opened_as_a_page(content, remains, let_in, clerk, union):
    application = made.draft(union, of=(account := make.account()))
    rider = let_in(account)
    rider.post("/join/proof/", upload(content, '"><img src=x onerror=alert(1)>.jpg'))
    rider.post("/join/check/", {"agreed": "on"})
    desk, address = clerk(union), f"/files/{paper_of(application).pk}/"

    answer = desk.get(address)

    assert (SCRIPT in b"".join(answer.streaming_content)) is remains
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], "sandbox" in answer["Content-Security-Policy"]) == ("nosniff", True)
    assert "<img src=x" not in desk.get(f"/desk/applications/{application.pk}/").content.decode()


def test_a_new_paper_takes_the_place_of_the_old(let_in, union):
    account = make.account()
    application = made.draft(union, of=account)
    rider = let_in(account)

    rider.post("/join/proof/", upload(corpus.picture(), "旧的.jpg"))
    rider.post("/join/proof/", upload(corpus.pdf(), "新的.pdf"))

    assert paper_of(application).name == "新的.pdf"


def test_the_union_may_ask_for_it_and_it_is_put_right_on_its_own_page(let_in, clerk, union):
    account = make.account()
    application = made.applied(union, of=account)
    rider = let_in(account)
    clerk(union).post(f"/desk/applications/{application.pk}/send-back/", {"missing": ["proof"]})
    assert "/join/proof/" in rider.get("/join/progress/").content.decode()

    assert rider.post("/join/proof/", upload(corpus.picture())).url == "/join/progress/"
    rider.post("/join/check/", {"agreed": "on"})

    application.refresh_from_db()
    assert (application.state, paper_of(application).body_id) == ("submitted", union.pk)


def test_what_is_handed_in_and_decided_cannot_be_changed_under_the_unions_eyes(let_in, union):
    account = make.account()
    made.applied(union, of=account)

    assert let_in(account).post("/join/proof/", upload(corpus.picture())).url == "/join/progress/"
    assert documents.StoredFile.objects.count() == 0


def test_a_program_hands_in_the_file_and_then_its_word(union):
    account = make.account()
    application = made.draft(union, of=account)
    client = program(account)

    kept = client.post("/api/v1/files", {"file": SimpleUploadedFile("工牌.png", corpus.picture("PNG"))})
    body = json.dumps({"proof": kept.json()["word"]})
    done = client.post("/api/v1/my/application/proof", body, content_type="application/json")

    assert (kept.status_code, done.status_code) == (200, 200)
    assert paper_of(application).media_type == "image/png"
