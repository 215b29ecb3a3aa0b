"""What may be handed in: told by the content, drawn anew, kept when another field is refused."""

from datetime import timedelta
from io import BytesIO

import pytest
from django import forms
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image

from gongqiao.files import blobs, rules
from gongqiao.files.fields import SALT, Kept, Picture, Table, Upload, named
from gongqiao.kernel.shapes import body_of
from tests.files import corpus

MB = 1024 * 1024


class Paper(forms.Form):
    note = forms.CharField(label="说明")
    paper = Upload(label="材料")


class Face(forms.Form):
    photo = Picture(label="照片", required=False)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def hand_in(content, name="照片.jpg", form=Paper, **data):
    field = "paper" if form is Paper else "photo"
    return form({"note": "材料", **data}, {field: SimpleUploadedFile(name, content, "image/jpeg")})


def told(form):
    return [error for errors in form.errors.values() for error in errors]


def kept_bytes(kept):
    with blobs.take(kept.digest) as content:
        return content.read()


@pytest.mark.parametrize(("content", "words"), corpus.FOREIGN.values(), ids=corpus.FOREIGN)
def test_what_is_no_photo_is_refused_with_its_name_and_the_way_out_however_it_is_called(content, words):
    form = hand_in(content, "身份证.jpg")

    assert len(told(form)) == 1
    assert told(form)[0].startswith(words)
    assert "请" in told(form)[0]


@pytest.mark.parametrize("content", corpus.BROKEN.values(), ids=corpus.BROKEN)
def test_a_broken_picture_is_refused(content):
    assert told(hand_in(content)) == ["图片打不开，可能已损坏；请重新拍照或截图后再传"]


@pytest.mark.parametrize("content", corpus.HUGE.values(), ids=corpus.HUGE)
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(content):
    assert told(hand_in(content)) == ["图片超过 4000 万像素；请在相册里缩小或裁剪后再传"]


@pytest.mark.parametrize(
    ("width", "height", "words"),
    [
        (8000, 5000, "图片打不开，可能已损坏；请重新拍照或截图后再传"),
        (8001, 5000, "图片超过 4000 万像素；请在相册里缩小或裁剪后再传"),
    ],
)
def test_forty_million_pixels_are_the_most(width, height, words):
    assert told(hand_in(corpus.png(width, height))) == [words]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (corpus.picture() + bytes(10 * MB), ["文件超过 10 MB；请换一张小一些的照片，或在相册里裁剪后再传"]),
        (corpus.pdf(20 * MB), []),
        (corpus.pdf(20 * MB + 1), ["文件超过 20 MB；请压缩或分成几份后再传"]),
        (corpus.pdf(end=b""), ["这个 PDF 不完整，可能没有下载完；请重新导出或重新下载后再传"]),
    ],
)
def test_sizes_and_endings_are_checked(content, words):
    assert told(hand_in(content)) == words


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_drawn_anew_upright_and_tells_nothing_else(form):
    content = corpus.telling(form)
    assert corpus.SECRET in content

    paper = hand_in(content)

    assert paper.is_valid(), paper.errors
    drawn = kept_bytes(paper.cleaned_data["paper"])
    assert corpus.SECRET not in drawn
    with Image.open(BytesIO(drawn)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == (form, (40, 60), {})


def test_what_hangs_behind_a_picture_stays_behind():
    paper = hand_in(corpus.picture() + b"<script>alert(1)</script>")

    assert paper.is_valid()
    assert b"script" not in kept_bytes(paper.cleaned_data["paper"])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_kind_of_colour_are_taken(mode):
    content = corpus.picture("JPEG" if mode == "CMYK" else "PNG", mode=mode)

    assert hand_in(content).is_valid()


def test_a_large_photo_is_made_smaller():
    paper = hand_in(corpus.picture(size=(6000, 3000)))

    assert paper.is_valid()
    with Image.open(BytesIO(kept_bytes(paper.cleaned_data["paper"]))) as picture:
        assert picture.size == (4000, 2000)


def test_a_field_for_photos_takes_no_paper_and_may_stay_empty():
    assert told(hand_in(corpus.pdf(), form=Face)) == ["这里只收照片，请上传 JPG、PNG 或 WebP 图片"]
    empty = Face({}, {})
    assert empty.is_valid()
    assert empty.cleaned_data["photo"] is None


@pytest.mark.parametrize(
    ("given", "media_type", "name"),
    [
        ("身份证.jpg", "image/png", "身份证.png"),
        ("../../etc/passwd", "image/jpeg", "passwd.jpg"),
        (r"C:\照片\工作证.JPEG", "image/jpeg", "工作证.jpg"),
        ("gpj.\u202eexe", "application/pdf", "gpj.pdf"),
        ("evil\r\nSet-Cookie: a=b.pdf", "application/pdf", "evilSet-Cookie: a=b.pdf"),
        ("....", "application/pdf", "附件.pdf"),
        ("", "image/webp", "附件.webp"),
        ("长" * 300 + ".jpg", "image/jpeg", "长" * 100 + ".jpg"),
    ],
)
def test_the_name_is_the_persons_own_without_tricks_and_the_ending_is_true(given, media_type, name):
    assert named(given, media_type) == name


def test_what_was_handed_in_stays_when_another_field_is_refused():
    refused = hand_in(corpus.picture(), "工作证.jpg", note="")
    assert told(refused) == ["这个字段是必填项。"]
    page = str(refused["paper"])
    assert "已上传：工作证.jpg" in page
    assert " required" not in page

    again = Paper({"note": "补上了", "paper-kept": refused.fields["paper"].widget.kept.word}, {})

    assert again.is_valid(), again.errors
    assert again.cleaned_data["paper"].name == "工作证.jpg"


def test_a_new_file_wins_over_the_one_handed_in_before():
    first = hand_in(corpus.picture(), "旧.jpg")
    assert first.is_valid()

    second = hand_in(corpus.pdf(), "新.pdf", **{"paper-kept": first.cleaned_data["paper"].word})

    assert second.is_valid()
    assert second.cleaned_data["paper"].name == "新.pdf"


EXPIRED = ["上传的文件已过期，请重新上传"]


def test_a_word_we_did_not_write_or_whose_time_or_bytes_are_gone_is_refused(settings, tmp_path, monkeypatch):
    kept = Kept("0" * 64, 10, "image/jpeg", "别人的.jpg")
    assert told(Paper({"note": "x", "paper": kept.word}, {})) == EXPIRED

    paper = hand_in(corpus.picture())
    assert paper.is_valid()
    word = paper.cleaned_data["paper"].word
    assert told(Paper({"note": "x", "paper": word[:-1] + ("a" if word[-1] != "a" else "b")}, {})) == EXPIRED
    assert told(Paper({"note": "x", "paper": signing.dumps({"digest": kept.digest}, salt="other")}, {})) == EXPIRED
    monkeypatch.setattr("gongqiao.files.fields.VALID", timedelta(seconds=-1))
    assert told(Paper({"note": "x", "paper": word}, {})) == EXPIRED
    assert SALT == "files.kept"


def test_a_word_for_a_paper_is_no_word_for_a_photo():
    paper = hand_in(corpus.pdf(), "合同.pdf")
    assert paper.is_valid()

    assert told(Face({"photo": paper.cleaned_data["paper"].word}, {})) == EXPIRED


def test_the_json_door_knows_the_field_as_a_word():
    schema = body_of(Paper)["requestBody"]["content"]["application/json"]["schema"]

    assert schema["properties"]["paper"]["type"] == "string"


def test_of_a_file_without_end_only_as_much_is_taken_as_shows_that_it_is_too_large():
    request = RequestFactory().post("/", {"paper": SimpleUploadedFile("大.pdf", corpus.pdf(30 * MB))})

    words = told(Paper({"note": "x"}, request.FILES))
    size = request.FILES["paper"].size
    request.close()

    assert words == ["文件超过 20 MB；请压缩或分成几份后再传"]
    assert rules.PDF_MOST < size <= rules.PDF_MOST + MB


class Listing(forms.Form):
    file = Table(label="名册")


def hand_in_table(content, name="会员名册.xlsx"):
    return Listing({}, {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("content", "name", "kept_as"),
    [
        (b"PK\x03\x04" + b"\0" * 60, "a/名册.XLSX", "名册.xlsx"),
        ("姓名,证件号码".encode("gb18030"), "名册.txt", "名册.csv"),
    ],
)
def test_a_table_is_kept_as_it_is_under_the_ending_that_is_true(content, name, kept_as):
    form = hand_in_table(content, name)

    assert form.is_valid()
    assert (form.cleaned_data["file"].name, kept_bytes(form.cleaned_data["file"])) == (kept_as, content)


@pytest.mark.parametrize("content", [corpus.picture(), b"%PDF-1.7", b"MZ\x90\0", b"<html>", b"\x7fELF"])
def test_what_cannot_be_a_table_is_refused_at_once(content):
    assert told(hand_in_table(content)) == ["这不是表格文件；请上传 Excel 工作簿（.xlsx）或者 CSV 文件"]


def test_a_table_that_is_empty_or_too_large_is_refused_with_the_way_out():
    assert told(hand_in_table(b"")) == ["文件是空的，请重新选择"]
    assert told(hand_in_table(b"PK\x03\x04" + b"\0" * 20 * MB))[0].startswith("文件超过 20 MB；请")


def test_a_table_once_handed_in_stays_when_another_field_is_refused():
    word = hand_in_table(b"PK\x03\x04" + b"\0" * 60)
    word.is_valid()

    again = Listing({"file-kept": word.cleaned_data["file"].word})

    assert again.is_valid()
    assert again.cleaned_data["file"] == word.cleaned_data["file"]
    assert 'accept="application/vnd' in str(again["file"])
