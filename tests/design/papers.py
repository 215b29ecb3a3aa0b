"""Papers read back with another library, and judged by another where the machine has one."""

import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from gongqiao.design.paper import OfficialPaper, printed

ON = date(2026, 3, 5)
JARS = Path("/usr/share/java")
PARTS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "jaxb-api", "javax.activation")
JUDGE = [JARS / f"{name}.jar" for name in PARTS]
NO_JUDGE = "" if shutil.which("java") and all(jar.exists() for jar in JUDGE) else "Debian's libpdfbox2-java is not here"


def paper(*body, **parts):
    told = {"title": ("关于成立工会筹备组的请示",), "issuer": "巧手模具厂工会筹备组", "dated_on": ON}
    return OfficialPaper(**{**told, "body": body or ("妥否，请批复。",), **parts})


def opened(content):
    return PdfReader(BytesIO(content))


def pages(content):
    """The letters of each page, without the breaks between its lines."""
    return [page.extract_text().replace("\n", "") for page in opened(content).pages]


def read(*body, **parts):
    return "".join(pages(printed(paper(*body, **parts))))


def judged(content, folder):
    """What Apache PDFBox Preflight says of it: nothing where it is PDF/A-1b."""
    kept = folder / "paper.pdf"
    kept.write_bytes(content)
    words = ["java", "-cp", ":".join(map(str, JUDGE)), "org.apache.pdfbox.preflight.Validator_A1b", kept]
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    return "" if "is a valid PDF/A-1b file" in said else said or "the judge said nothing"
