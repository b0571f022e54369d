"""One way to read a file as rows: a sheet of a workbook, or text parted by one separator."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Row = tuple[int, list[str]]
COLUMNS = 2_000


@dataclass(frozen=True)
class Merged:
    """Cells that are merged into one: rows from 1, columns from 0, the first and the last."""

    top: int
    bottom: int
    left: int
    right: int


class Source(ABC):
    """Rows of a file; `sheet` is the name of a workbook's sheet."""

    path: Path
    sheet: str | None

    @property
    @abstractmethod
    def form(self) -> str:
        """How the file is written, in words: “UTF-8，逗号分隔”."""

    @property
    def hidden(self) -> frozenset[int]:
        """The numbers of rows that do not show, where the file says such things."""
        return frozenset()

    @property
    def merged(self) -> tuple[Merged, ...]:
        """The cells that are merged, where the file says such things."""
        return ()

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Every row with its number, the first being 1. Raises InputError."""
