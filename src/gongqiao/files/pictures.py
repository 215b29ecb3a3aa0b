"""A picture drawn anew: what was hidden in it (place, owner, program) stays behind.

A decoder is where a stranger's bytes reach deepest, so it runs in a process of its own with little memory and time:
`python -m gongqiao.files.pictures MEDIA_TYPE` reads a picture and writes one.
"""

import resource
import subprocess
import sys
from io import BytesIO

from PIL import Image, ImageOps

from gongqiao.files.rules import PIXELS_MOST

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
LONGEST = 4000
SECONDS, MEMORY = 20, 1024 * 1024 * 1024
LARGE, BROKEN = 3, 4
OUTCOMES = {LARGE: "large"}


def redraw(content: bytes, media_type: str) -> tuple[bytes, str]:
    """The picture without anything but its pixels, or the word for why there is none: "large" or "broken"."""
    command = [sys.executable, "-I", "-m", "gongqiao.files.pictures", media_type]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS + 5, check=False)  # noqa: S603 -- our own module
    except subprocess.TimeoutExpired:
        return b"", "broken"
    if done.returncode or not done.stdout:
        return b"", OUTCOMES.get(done.returncode, "broken")
    return done.stdout, ""


def _draw(content: bytes, media_type: str) -> bytes:
    with Image.open(BytesIO(content), formats=[FORMATS[media_type]]) as picture:
        if picture.width * picture.height > PIXELS_MOST:
            raise Image.DecompressionBombError
        picture.draft("RGB", (LONGEST, LONGEST))
        drawn = ImageOps.exif_transpose(picture)
    drawn.thumbnail((LONGEST, LONGEST))
    drawn = drawn.convert(_mode(drawn, media_type))
    drawn.info.clear()
    out = BytesIO()
    drawn.save(out, FORMATS[media_type], quality=85)
    return out.getvalue()


def _mode(picture: Image.Image, media_type: str) -> str:
    if picture.mode in {"L", "1"}:
        return "L" if media_type != "image/webp" else "RGB"
    return "RGBA" if media_type != "image/jpeg" and picture.has_transparency_data else "RGB"


def main(media_type: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    Image.MAX_IMAGE_PIXELS = PIXELS_MOST
    try:
        sys.stdout.buffer.write(_draw(sys.stdin.buffer.read(), media_type))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return LARGE
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, ArithmeticError):
        return BROKEN
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
