"""Every operation of the API as its description invites programs to use and misuse it; told last, for it leaves a mess.

Schemathesis makes the questions from the description that is served and compares each answer with it.
"""

import base64
import os
import re
import subprocess
import sys

import pytest

from gongqiao.kernel.clock import moment
from tests import make, walk
from tests.faults.at_work import token_of
from tests.patient import Patient

pytestmark = pytest.mark.long
STAFF, OTHERS = ("joint-chair", "township"), ("rider",)
EXAMPLES = "3"  # beside those by which it covers each field; fifteen seconds an identity on a quiet machine
LETTERS = re.compile(r"<code>([A-Z2-7]{32})</code>")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
TESTED = re.compile(r"Tested: (\d+)")


def enrolled(person):
    """With one-time passwords, without which no office gets a token."""
    letters = LETTERS.search(person.page("/me/otp/"))[1]
    code = make.one_time_password_of(base64.b32decode(letters), moment())
    answer = person.post(person.fill("/me/otp/", code=code))
    assert "备用" in answer.text
    return person


@pytest.mark.parametrize("slug", [*STAFF, *OTHERS])
def test_no_answer_is_a_fault_or_other_than_described(ground, tmp_path, slug):
    person = Patient(ground.address, slug)
    token = token_of(enrolled(person) if slug in STAFF else person)
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{ground.address}/api/openapi.json"]
    command += ["--header", f"Authorization: Bearer {token}", "--checks", CHECKS, "--phases", "coverage,fuzzing"]
    command += ["--max-examples", EXAMPLES, "--no-shrink", "--continue-on-failure", "--no-color"]
    done = subprocess.run(
        [*command, "--warnings", "off"], cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
    assert int(TESTED.search(done.stdout)[1]) == len(walk.operations())
