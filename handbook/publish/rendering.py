"""A fault while pages are made: a finding with its place, and `mkdocs serve` goes on.

Somebody who edits a policy sees which file cannot be shown, and mends it in the open browser.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mkdocs.commands import serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.utils import clean_directory

from handbook.checking.faults import FAULT, fault_message
from handbook.checking.load import LoadedPolicy
from handbook.publish.error_page import error_page
from handbook.publish.site import Content
from handbook.source.findings import Finding

_WHEN = "做成页面时"

Make = Callable[[Sequence[LoadedPolicy]], Content]


def rendered(make: Make, policies: Sequence[LoadedPolicy]) -> Content | Finding:
    """What is made of policies, or the finding that one of them, or all together, cannot be."""
    try:
        return make(policies)
    except Exception as fault:  # noqa: BLE001 — whatever it is, it must not end `mkdocs serve`
        return Finding(_broken(make, policies), 1, 1, "error", FAULT, fault_message(fault, _WHEN))


def _broken(make: Make, policies: Sequence[LoadedPolicy]) -> str:
    """The first file that cannot be shown even alone, or the folder of all."""
    for policy in policies:
        try:
            make((policy,))
        except Exception:  # noqa: BLE001
            return policy.path.as_posix()
    return next((policy.path.parent.as_posix() for policy in policies), ".")


def outlive_builds(failed: Callable[[], None]) -> None:
    """Have `mkdocs serve` go on after its first build, too, of which it tells no event.

    Takes what is to be told of a build that fails.
    """
    whole = serve.build  # type: ignore[attr-defined]

    def build(config: MkDocsConfig, **how: Any) -> None:
        going_on(lambda: whole(config, **how), Path(config.site_dir), failed)

    serve.build = build  # type: ignore[attr-defined]


def going_on(build: Callable[[], None], folder: Path, failed: Callable[[], None]) -> None:
    """Build for `mkdocs serve`; whatever that raises is shown in the place of every page.

    `failed` is told so.
    """
    try:
        build()
    except Exception as fault:  # noqa: BLE001 — the server would answer nothing any more
        failed()
        cause = fault.__context__
        told = isinstance(cause, BuildError)
        message = str(cause) if told else fault_message(fault, _WHEN)
        finding = Finding("mkdocs.yml", 1, 1, "error", FAULT, message)
        clean_directory(str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(error_page([finding], {}), encoding="utf-8")
