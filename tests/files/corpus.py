"""What people hand in, honest and hostile, made on the spot."""

import struct
import zlib
from io import BytesIO

from PIL import Image, PngImagePlugin
from PIL.ExifTags import IFD, Base

from gongqiao.files import blobs
from gongqiao.files.fields import Kept

SECRET = b"SECRET-PLACE"


def picture(form="JPEG", size=(60, 40), mode="RGB", **options):
    out = BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else None).save(out, form, **options)
    return out.getvalue()


def telling(form):
    """A photo that tells where it was taken and which way the phone was held."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.ImageDescription] = SECRET.decode()
    exif.get_ifd(IFD.GPSInfo)[1] = "N"
    options = {"exif": exif, "icc_profile": SECRET}
    if form == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", SECRET.decode())
    if form == "JPEG":
        options["comment"] = SECRET
    return picture(form, **options)


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, *chunks, bits=8):
    head = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + b"".join(chunks) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    )


def jpeg_that_claims(width, height):
    """A small photo whose header promises a huge one."""
    content = bytearray(picture())
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def _zeros(millions):
    """So many zeros packed, as packing them would: one million is packed, and stands there again and again."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    one = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = (millions * 1_000_000 % 65_521) << 16 | 1  # Adler-32 of zeros
    return b"\x78\x9c" + one * millions + packer.flush() + struct.pack(">I", check)


def text_bomb():
    """A few hundred kilobytes that unfold to three hundred megabytes of remark."""
    return png(10, 10, _chunk(b"zTXt", b"Comment\x00\x00" + _zeros(300)))


def kept(content=b"%PDF-1.7 %%EOF"):
    """Something that was handed in and has passed the gate; its bytes lie in the folder of files."""
    return Kept(blobs.put(content), len(content), "application/pdf", "合同.pdf")


def pdf(size=0, end=b"%%EOF\n"):
    return b"%PDF-1.7\n" + bytes(max(0, size - 9 - len(end))) + end


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FOREIGN = {
    "svg": (SVG, "这是 SVG 矢量图"),
    "svg with a head": (b'\xef\xbb\xbf  <?xml version="1.0"?>' + SVG, "这是 XML 或 SVG 文件"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "这是网页文件"),
    "html in capitals": (b"\n <HTML>", "这是网页文件"),
    "windows program": (b"MZ\x90\x00" + bytes(100), "这是程序文件"),
    "unix program": (b"\x7fELF" + bytes(100), "这是程序文件"),
    "shell script": (b"#!/bin/sh\n", "这是程序文件"),
    "zip or docx": (b"PK\x03\x04" + bytes(100), "这是 Word、Excel 文档或压缩包"),
    "old doc": (b"\xd0\xcf\x11\xe0" + bytes(100), "这是旧版 Word、Excel 文档"),
    "gif": (b"GIF89a" + bytes(20), "这是 GIF 动图"),
    "bmp": (b"BM" + bytes(60), "这是 BMP 图片"),
    "heic": (bytes(4) + b"ftypheic" + bytes(40), "这是 HEIC 照片"),
    "words": ("我的身份证照片".encode(), "认不出这是什么文件"),
    "nothing": (b"", "文件是空的"),
}

BROKEN = {
    "cut off": picture(size=(600, 400))[:-300],
    "noise in a png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "noise in a jpeg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4,
    "noise in a webp": b"RIFF\x10\x00\x00\x00WEBP" + bytes(range(256)),
    "a remark that unfolds": text_bomb(),
    "too little in it": png(500, 500),
}

HUGE = {
    "png of 900 megapixels": png(30_000, 30_000),
    "png of a single line too long": png(40_000_001, 1),
    "png of the largest size": png(2**31 - 1, 2**31 - 1),
    "jpeg of 4,000 megapixels": jpeg_that_claims(65_500, 65_500),
}
