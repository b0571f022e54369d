"""A command that is asked to stop says so at most, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command import TIERBOOK, tierbook
from tests.paths import SHOPS

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@contextmanager
def started(*words: str, ignored: signal.Signals | None = None) -> Iterator[subprocess.Popen[str]]:
    """A command on its way, with the signals as a terminal gives them."""

    def as_in_a_terminal() -> None:
        for each in STOPS:
            signal.signal(each, signal.SIG_IGN if each is ignored else signal.SIG_DFL)

    with subprocess.Popen(
        [TIERBOOK, *words],
        env=os.environ | {"TIERBOOK_POLICIES": str(SHOPS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=as_in_a_terminal,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """A list that is long enough to be stopped in."""
    path = tmp_path / "list.csv"
    rows = "".join(f"第{each}位,5000\n" for each in range(100_000))
    path.write_text(f"客户,年购书额\n{rows}", encoding="utf-8")
    return path


def until_written(folder: Path, process: subprocess.Popen[str]) -> Path:
    """The file beside the target, as soon as it has something in it."""
    while process.poll() is None:
        for part in folder.glob(".*.part"):
            if part.stat().st_size:
                return part
    raise AssertionError(process.communicate())


@pytest.mark.parametrize("stop", STOPS)
def test_a_stopped_grading_leaves_no_copy_of_the_list(
    stop: signal.Signals, long_list: Path
) -> None:
    out = long_list.with_name("out.csv")
    out.write_text("before", encoding="utf-8")
    with started("grade", "book-shop", str(long_list), "-o", str(out)) as process:
        part = until_written(long_list.parent, process)
        assert part.stat().st_mode & 0o777 == 0o600
        process.send_signal(stop)
        said = process.communicate(timeout=60)
    assert (process.returncode, *said) == (STATUS[stop], "", "已停下。\n")
    assert {each.name for each in long_list.parent.iterdir()} == {long_list.name, out.name}
    assert out.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("stop", STOPS)
def test_a_command_whose_reader_waits_stops(stop: signal.Signals, long_list: Path) -> None:
    with started("grade", "book-shop", str(long_list)) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == "\ufeff"
        process.send_signal(stop)
        assert process.wait(timeout=60) == STATUS[stop]
        assert process.stderr is not None
        assert process.stderr.read() == "已停下。\n"


def test_a_signal_that_the_caller_ignores_is_ignored(tmp_path: Path) -> None:
    pipe = tmp_path / "tea.yaml"
    os.mkfifo(pipe)
    with started("check", str(pipe), ignored=signal.SIGHUP) as process:
        # Opened for writing: the command now waits for what is written.
        with pipe.open("wb") as file:
            process.send_signal(signal.SIGHUP)
            file.write(b"[")
        process.communicate(timeout=60)
    assert process.returncode == 1


@pytest.mark.parametrize("stop", STOPS)
def test_a_check_stops_while_it_reads(stop: signal.Signals, tmp_path: Path) -> None:
    pipe = tmp_path / "tea.yaml"
    os.mkfifo(pipe)
    with started("check", str(pipe)) as process, pipe.open("wb"):
        process.send_signal(stop)
        said = process.communicate(timeout=60)
    assert (process.returncode, *said) == (STATUS[stop], "", "已停下。\n")


def test_a_new_graded_list_is_its_owners_alone(tmp_path: Path) -> None:
    path, out = tmp_path / "list.csv", tmp_path / "out.csv"
    path.write_text("年购书额\n5000\n", encoding="utf-8")
    assert tierbook("grade", "book-shop", str(path), "-o", str(out)).returncode == 0
    assert out.stat().st_mode & 0o777 == 0o600
