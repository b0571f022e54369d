"""Compressed copies of a site's files, for web servers that send them instead: `.br` and `.gz`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from deflate import gzip_compress

# What both make of the same bytes is always the same.
COPIES: Mapping[str, Callable[[bytes], bytes]] = {
    ".br": lambda data: bytes(brotli.compress(data, quality=11)),
    ".gz": lambda data: bytes(gzip_compress(data, 12)),
}
# What is compressed already, such as pictures and the snapshot, gains nothing.
_TEXT = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml", ".yaml"})
# A smaller file fits in one packet anyway.
_SMALL = 1_400
# A copy that saves less is not worth its place.
_WORTH = 0.9


def add(site: Path) -> None:
    """Put beside each file of a finished site that is worth it its compressed copies."""
    with ThreadPoolExecutor() as pool:
        for _ in pool.map(_compress, sorted(_texts(site))):
            pass


def _texts(site: Path) -> Iterator[Path]:
    for path in site.rglob("*"):
        if path.suffix in _TEXT and path.is_file() and path.stat().st_size > _SMALL:
            yield path


def _compress(path: Path) -> None:
    data = path.read_bytes()
    for ending, compressed in COPIES.items():
        copy = compressed(data)
        if len(copy) < _WORTH * len(data):
            path.with_name(path.name + ending).write_bytes(copy)
