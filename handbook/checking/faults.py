"""A fault of the program while it checks: a finding with its place, and not the end of the run.

Whoever edits a policy sees which part of it cannot be worked out, the other files are still
checked, and `mkdocs serve` goes on.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from tiercalc.decide import TooMuchError

from handbook.source.findings import Finding
from handbook.source.grammar import where
from handbook.source.yaml_source import Document, Keys

FAULT, TOO_MUCH = "fault", "too-much"


def guarded(findings: Iterable[Finding], document: Document, keys: Keys) -> Iterator[Finding]:
    """The findings about a part of a policy; a fault on the way to them is one, too."""
    try:
        yield from findings
    # A table of hundreds of inputs is also too deep to be walked through.
    except (TooMuchError, RecursionError):
        keys = keys or ("decisions",)
        message = (
            f"{where(keys)}：要比较的情形太多，检查做不完；请少用几个填写项、少写几条规则，"
            "缩短“包含在”连成的串，或拆成几部制度。"
        )
        yield document.finding(keys, TOO_MUCH, message)
    except Exception as fault:  # noqa: BLE001 — whatever it is, the rest is still to be checked
        yield document.finding(keys, FAULT, fault_message(fault))


def fault_message(fault: Exception, when: str = "检查到这里") -> str:
    """What to do about a fault, and for maintainers what it is and where it arose."""
    at = traceback.extract_tb(fault.__traceback__)[-1]
    arose = f"{type(fault).__name__}，{Path(at.filename).name} 第 {at.lineno} 行"
    return f"{when}，程序自己出了错（{arose}）；请把这份文件交给维护手册的人。"
