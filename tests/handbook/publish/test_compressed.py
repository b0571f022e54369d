"""Compressed copies are what they are copies of, only where they save, and always the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from handbook.publish import compressed

TEXT = "茶馆的会员制度\n" * 500


def test_a_text_has_both_copies_and_what_gains_nothing_none(tmp_path: Path) -> None:
    page = tmp_path / "policy" / "index.html"
    page.parent.mkdir()
    page.write_text(TEXT, encoding="utf-8")
    (tmp_path / "small.js").write_text("1")
    (tmp_path / "snapshot.bin").write_bytes(bytes(9_000))
    compressed.add(tmp_path)
    data = page.read_bytes()
    assert brotli.decompress(Path(f"{page}.br").read_bytes()) == data
    assert gzip.decompress(Path(f"{page}.gz").read_bytes()) == data
    made = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert made == {"index.html", "index.html.br", "index.html.gz", "small.js", "snapshot.bin"}


def test_copies_are_the_same_on_every_day(tmp_path: Path) -> None:
    made = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        (folder / "page.html").write_text(TEXT, encoding="utf-8")
        compressed.add(folder)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
