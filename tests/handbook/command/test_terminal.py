"""Nothing that a file, a name or an answer holds can steer the terminal on which it is shown."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from handbook.source.characters import is_hidden
from tests.command import TIERBOOK, tierbook, write
from tests.paths import SHOPS

STEERING = "\x1b[2J\x07\u202egnp.\u2066\x9b31m\u200b\U000e0041"
SPELT = "\\u001b[2J\\u0007\\u202egnp.\\u2066\\u009b31m\\u200b\\udb40\\udc41"


def shown(done: subprocess.CompletedProcess[bytes]) -> str:
    """All that a command wrote; nothing hidden is in it."""
    text = (done.stdout + done.stderr).decode("utf-8")
    assert [char for char in text if char == "\r" or is_hidden(char)] == []
    return text


def test_a_file_and_its_name_are_shown_harmless(tmp_path: Path) -> None:
    path = tmp_path / f"{STEERING}.yaml"
    path.write_text(f"制度: 茶馆 {STEERING}\n行业: [\n", encoding="utf-8")
    for words in (["check", str(path)], ["check", str(tmp_path)]):
        assert SPELT in shown(tierbook(*words))
    assert shown(tierbook("check", f"{path}x"))
    report = tierbook("check", str(path), "--json")
    assert SPELT in shown(report)
    assert {each["path"] for each in json.loads(report.stdout)["findings"]} == {path.as_posix()}


@pytest.mark.parametrize(
    "words",
    [
        ["decide", "corner-shop", f"{STEERING}=1"],
        ["decide", "corner-shop", f"year_spend={STEERING}"],
        ["decide", STEERING],
        ["diff", STEERING, "HEAD"],
        ["grade", "book-shop", STEERING],
        [STEERING],
        ["check", "--on", STEERING],
        ["new", STEERING],
    ],
)
def test_whatever_is_asked_for_is_shown_harmless(words: list[str]) -> None:
    assert shown(tierbook(*words))
    assert shown(tierbook(*words, "--json"))


def test_a_list_is_passed_on_as_it_is_but_not_to_a_terminal(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", ["备注", "年购书额"], [f"𠮷{STEERING}", "1"])
    assert f"𠮷{STEERING}".encode() in tierbook("grade", "book-shop", str(path)).stdout
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [TIERBOOK, "grade", "book-shop", str(path)],
        env=os.environ | {"TIERBOOK_POLICIES": str(SHOPS)},
        stdout=theirs,
    ) as process:
        process.wait(timeout=60)
    os.close(theirs)
    text = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert f"𠮷{SPELT}" in text
    # A terminal has its own ends of lines.
    assert [char for char in text.replace("\r\n", "\n") if is_hidden(char)] == []
