"""Debian's belenios-tool 2.0, the other verifier and, for BELENIOS-2048, the other maker of elections."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

TOOL = shutil.which("belenios-tool")
GROUP = ["--group", "BELENIOS-2048"]
needs_tool = pytest.mark.skipif(TOOL is None, reason="belenios-tool is not installed")


def run(folder: Path, *arguments: str, given: str = "") -> str:
    environment = {**os.environ, "BELENIOS_USE_URANDOM": "1", "LC_ALL": "C.UTF-8"}
    command = [str(TOOL), *arguments]
    done = subprocess.run(command, cwd=folder, input=given, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def opinion(folder: Path, raw: bytes, uuid: str) -> str:
    """`accepts`, or the reason of the refusal."""
    (folder / f"{uuid}.bel").write_bytes(raw)
    try:
        run(folder, "election", "verify")
    except subprocess.CalledProcessError as error:
        lines = [line for line in error.stderr.splitlines() if line.strip() and not line.startswith("I: ")]
        reason = lines[0].removeprefix("belenios-tool: ") if lines else "refuses"
        return re.sub(r"\d{20,}|[0-9a-f]{64}|[A-Za-z0-9+/]{43}(?![A-Za-z0-9+/])", "…", reason)[:100]
    return "accepts"


def difference(old: Path, new: Path) -> str:
    """What verify-diff says to two folders, each with its archive."""
    try:
        run(new, "election", "verify-diff", "--dir1", str(old), "--dir2", str(new))
    except subprocess.CalledProcessError:
        return "refuses"
    return "accepts"


@dataclass
class Ceremony:
    """An election held with the tool from beginning to end, as its own demonstrations do."""

    folder: Path
    template: dict[str, Any]
    voters: list[str]
    threshold: tuple[int, int] | None = None
    uuid: str = ""
    secrets: list[str] = field(default_factory=list)

    def setup(self) -> None:
        self.uuid = run(self.folder, "setup", "generate-token").strip()
        (self.folder / "voters.txt").write_text("".join(f"{voter}\n" for voter in self.voters))
        uuid = ["--uuid", self.uuid]
        run(self.folder, "setup", "generate-credentials", *uuid, *GROUP, "--file", "voters.txt")
        next(self.folder.glob("*.pubcreds")).rename(self.folder / "public_creds.json")
        private = next(self.folder.glob("*.privcreds"))
        self.secrets = [line.split(" ")[1] for line in private.read_text().splitlines()]
        if self.threshold:
            self._share_key(*self.threshold)
        run(self.folder, "setup", "generate-trustee-key", *GROUP)
        keys = "".join(each.read_text() for each in self.folder.glob("*.pubkey"))
        (self.folder / "public_keys.jsons").write_text(keys)
        run(self.folder, "setup", "make-trustees")
        (self.folder / "template.json").write_text(json.dumps(self.template, ensure_ascii=False))
        run(self.folder, "setup", "make-election", *uuid, *GROUP, "--template", "template.json")
        run(self.folder, "archive", "init")
        for name in ("election.json", "trustees.json", "public_creds.json"):
            (self.folder / name).unlink(missing_ok=True)

    def _share_key(self, threshold: int, number: int) -> None:
        def step(count: int, *more: str, given: str = "") -> str:
            common = ("setup", "generate-trustee-key-threshold", *GROUP, "--step", str(count))
            return run(self.folder, *common, *more, given=given)

        for _ in range(number):
            step(1)
        keys = sorted(self.folder.glob("*.key"))
        (self.folder / "certs.jsons").write_text("".join(each.with_suffix(".cert").read_text() for each in keys))
        certs = ("--certs", "certs.jsons")
        step(2, *certs)
        made = [step(3, *certs, "--key", key.name, "--threshold", str(threshold)) for key in keys]
        (self.folder / "polynomials.jsons").write_text("".join(made))
        step(4, *certs, "--polynomials", "polynomials.jsons")
        outputs = [step(5, *certs, "--key", key.name, given=key.with_suffix(".vinput").read_text()) for key in keys]
        sixth = step(6, *certs, "--polynomials", "polynomials.jsons", given="".join(outputs))
        (self.folder / "threshold.json").write_text(sixth)

    def add(self, kind: str, given: str = "") -> None:
        run(self.folder, "archive", "add-event", f"--type={kind}", given=given)

    def vote(self, voter: int, choices: list[list[int]]) -> None:
        (self.folder / "credential").write_text(self.secrets[voter])
        (self.folder / "choices").write_text(json.dumps(choices))
        options = ("--privcred", "credential", "--ballot", "choices")
        self.add("Ballot", run(self.folder, "election", "generate-ballot", *options))

    def tally(self) -> None:
        self.add("EndBallots")
        self.add("EncryptedTally", run(self.folder, "election", "compute-encrypted-tally"))
        self._decrypt()
        self.add("Result", run(self.folder, "election", "compute-result"))

    def _decrypt(self) -> None:
        for number, key in enumerate(sorted(self.folder.glob("*.key")), 2):
            if self.threshold and number >= 2 + self.threshold[0]:
                break
            options = ("--key", key.name, "--decryption-key", key.with_suffix(".dkey").name)
            done = run(self.folder, "election", "decrypt-threshold", *options, "--trustee-id", str(number))
            self.add("PartialDecryption", done)
        private = next(self.folder.glob("*.privkey")).name
        done = run(self.folder, "election", "decrypt", "--privkey", private, "--trustee-id", "1")
        self.add("PartialDecryption", done)

    @property
    def path(self) -> Path:
        return self.folder / f"{self.uuid}.bel"
