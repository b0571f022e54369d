"""The console script's entry: what a signal to stop means, from before anything is loaded.

A command that is stopped says at most so, leaves nothing behind and ends with 128 and the signal's
number, as a shell has it: 130 for Ctrl+C, 143 for a request to end, 129 for a closed window.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_STOPPED = "已停下。\n"


class _StopError(BaseException):
    """The process was asked to stop. No `except Exception` on the way holds it up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def main() -> int:
    """Run the command line that the process was started with, until it ends or is stopped."""
    try:
        _heed()
        # Loaded only now, so that a signal is heeded during the loading, too.
        from handbook.command.main import main as run

        return run()
    except _StopError as stop:
        # What waits to be written goes nowhere: nobody may be left to read it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with contextlib.suppress(OSError):
            os.write(sys.stderr.fileno(), _STOPPED.encode())
        return stop.status


def _heed() -> None:
    """Let the signals to stop raise; one that the caller has ignored (`nohup`) stays ignored."""
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _: FrameType | None) -> None:
    # A second signal must not interrupt the clearing away that the first one has set off.
    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    raise _StopError(number)
