"""What is wrong with a list: gathered to the end, so that all of it can be mended at once."""

from __future__ import annotations

from pathlib import Path

from tiercalc import InputError
from tiercalc.words import quoted

SHOWN = 50


class Complaints:
    """Sentences about a list, of which the first are kept and the others counted.

    Those about its cells come in the order of the rows.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._kept: list[str] = []
        self._row = 0
        self._columns: set[int] = set()

    def add(self, row: int, column: int, sentence: str) -> None:
        """Note one more. One is enough for a cell, which two policies may both read."""
        if row != self._row:
            self._row, self._columns = row, set()
        if column in self._columns:
            return
        self._columns.add(column)
        self.refuse(sentence)

    def refuse(self, sentence: str) -> None:
        """Note one more that is about no single cell."""
        self.count += 1
        if len(self._kept) < SHOWN:
            self._kept.append(sentence)

    def concern(self, row: int) -> bool:
        """Whether the latest complaint is about a row."""
        return row == self._row and bool(self._columns)

    def lines(self) -> list[str]:
        """The sentences that were kept, and how many more there are."""
        more = self.count - len(self._kept)
        return [*self._kept, *([f"另有 {more} 处没有列出。"] if more else [])]

    def require_none(self) -> None:
        """Raise one InputError with all of them where there are any."""
        if not self.count:
            return
        opening = f"名册{quoted(self.path.name)}有 {self.count} 处要改，改好再试："
        message = "\n".join([opening, *self.lines()])
        raise InputError("bad-list", str(self.path), message)
