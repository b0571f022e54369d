"""`make licences`: every locked package with its version and the licence that it states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path
from typing import NamedTuple

import click

ROOT = Path(__file__).parents[1]
UNKNOWN = "?"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
# More of a line is no name of a licence.
_LONGEST = 60


class Licensed(NamedTuple):
    """A locked package; the licence is `?` where it says none, or is not installed here."""

    name: str
    version: str
    licence: str


def locked() -> list[Licensed]:
    """What both locks hold, by name."""
    return sorted([*_python(), *_npm()], key=lambda each: each.name.lower())


def _python() -> Iterator[Licensed]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name, version in dict.fromkeys(_LOCKED.findall(lock)):
        yield Licensed(name, version, _stated(name))


def _stated(name: str) -> str:
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return UNKNOWN
    classified = [
        each.rpartition(" :: ")[2]
        for each in about.get_all("Classifier") or ()
        if each.startswith("License :: ")
    ]
    whole = (about.get("License") or _text(name) or "").strip()
    # Some put the whole text there, which begins with its name.
    first = whole.partition("\n")[0][:_LONGEST]
    return about.get("License-Expression") or ", ".join(classified) or first or UNKNOWN


def _text(name: str) -> str | None:
    """The text of a licence that is a file of the package."""
    return next((each.read_text() for each in files(name) or () if "LICENSE" in each.name), None)


def _npm() -> Iterator[Licensed]:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for path, package in lock["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            yield Licensed(f"npm:{name}", package["version"], package.get("license", UNKNOWN))


if __name__ == "__main__":
    for package in locked():
        click.echo(f"{package.name:32} {package.version:14} {package.licence}")
