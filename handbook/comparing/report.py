"""A comparison as a whole: for the terminal, and as one JSON document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tiercalc.words import say

from handbook.checking.load import LoadedPolicy
from handbook.comparing.changes import Added, Change, Cited, Removed, Value
from handbook.comparing.documents import (
    BookDocument,
    DiffDocument,
    Outcome,
    StandingsDocument,
    VersionDocument,
)
from handbook.comparing.movers import Grade, Move, Moves
from handbook.comparing.policies import compare

_NOTHING = Value(None, "")


@dataclass(frozen=True)
class Versions:
    """A policy in its two versions; None where one of two folders has no such policy."""

    id: str
    old: LoadedPolicy | None
    new: LoadedPolicy | None

    @property
    def both(self) -> tuple[LoadedPolicy, LoadedPolicy] | None:
        """The old and the new version where there are two."""
        return (self.old, self.new) if self.old and self.new else None


@dataclass(frozen=True)
class Compared:
    """The versions of one policy and what changed between them."""

    versions: Versions
    changes: tuple[Change, ...]

    @property
    def title(self) -> str:
        """What the policy is called, in its new version where there is one."""
        loaded = self.versions.new or self.versions.old
        return f"《{loaded.policy.title}》" if loaded else ""


@dataclass(frozen=True)
class Report:
    """What changed in one or several policies, and who moves in a list of customers."""

    on: date
    policies: tuple[Compared, ...]
    moves: Moves | None
    taking_force: bool = False
    """Whether the day is a coming one, on which the change takes force."""

    def document(self) -> DiffDocument:
        """For programs: `{"on", "policies", "changes", "book"}`; every decimal is a string."""
        return {
            "on": self.on.isoformat(),
            "policies": [
                {
                    "policy": each.versions.id,
                    "old": _version(each.versions.old),
                    "new": _version(each.versions.new),
                }
                for each in self.policies
            ],
            "changes": [
                {"policy": each.versions.id, **change.data()}
                for each in self.policies
                for change in each.changes
            ],
            "book": None if self.moves is None else _book(self.moves),
        }

    def text(self) -> str:
        """For a terminal."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        changed = [each for each in self.policies if each.changes]
        for each in changed:
            if not each.versions.both:
                yield from (change.text for change in each.changes)
                continue
            yield f"{each.title}有 {len(each.changes)} 处改动："
            yield from (f"  {change.text}" for change in each.changes)
        same = len(self.policies) - len(changed)
        if same and len(self.policies) > 1:
            yield f"{'另外 ' if changed else ''}{same} 份制度没有改动。"
        elif same:
            yield f"{self.policies[0].title}没有改动。"
        if self.moves is not None:
            yield ""
            if self.taking_force:
                yield f"今天还没有变化；下面按改动生效的 {self.on.isoformat()} 计算："
            yield from _book_lines(self.moves)


def compared(versions: Versions, on: date) -> Compared:
    """Compare the versions of one policy with the figures of a day."""
    if versions.both:
        return Compared(versions, compare(*versions.both, on))
    kind = Added if versions.new else Removed
    subject = f"制度{Compared(versions, ()).title}"
    return Compared(versions, (kind((), subject, Cited({}), _NOTHING),))


def _version(loaded: LoadedPolicy | None) -> VersionDocument | None:
    if loaded is None:
        return None
    policy = loaded.policy
    path = loaded.path.as_posix()
    return {"path": path, "title": policy.title, "version": policy.version}


def _book(moves: Moves) -> BookDocument:
    return {
        "list": str(moves.table.path),
        "customers": moves.customers,
        "moved": moves.count,
        "matrix": [
            {**_standings(old, new), "customers": count} for (old, new), count in moves.ranked()
        ],
        "moves": [
            {
                "row": move.row,
                "customer": dict(move.customer),
                **_standings(move.old.grade, move.new.grade),
                "reason": move.reason,
            }
            for move in moves.moved
        ],
        "notes": list(moves.notes),
    }


def _standings(old: Grade, new: Grade) -> StandingsDocument:
    return {
        "from": _outcome(old),
        "from_label": old.name,
        "from_undetermined": old.undetermined,
        "to": _outcome(new),
        "to_label": new.name,
        "to_undetermined": new.undetermined,
    }


def _outcome(grade: Grade) -> Outcome:
    return list(grade.outcome) if isinstance(grade.outcome, tuple) else grade.outcome


def _book_lines(moves: Moves) -> Iterator[str]:
    label = moves.decisions[1].label
    yield f"名册里有 {moves.customers:,} 位客户（{moves.table.form}）。"
    if moves.count:
        yield f"{moves.count:,} 位的{label}变了："
    else:
        yield f"没有一位的{label}变了。"
    for (old, new), count in moves.ranked():
        if old.key != new.key:
            yield f"  {old.name} → {new.name}：{count:,} 位"
    for move in moves.moved:
        yield f"  {_who(move)}：{move.old.grade.name} → {move.new.grade.name}。{move.reason}"
    rest = moves.count - len(moves.moved)
    if rest:
        yield f"  另有 {rest:,} 位没有逐个列出；加 --json 全部列出。"
    yield from moves.notes


def _who(move: Move) -> str:
    name = next((text for text in move.customer.values() if text), "")
    return say(f"第 {move.row} 行", " " if name else "", name)
