"""The kinds of change between two versions of a policy, each of which can explain itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tiercalc.words import in_brackets, say, side_by_side

from handbook.comparing.documents import ChangedDocument, ChangeKind, DetailsDocument
from handbook.source.yaml_source import Keys

# So many places of one name are listed.
_LISTED = 3


@dataclass(frozen=True)
class Cited:
    """The clauses that a changed thing rests on: their ids with their names."""

    clauses: Mapping[str, str]

    def __str__(self) -> str:
        return in_brackets(side_by_side([*self.clauses.values()]))


@dataclass(frozen=True)
class Value:
    """What stood or stands somewhere: as plain data (None where nothing), and in words."""

    data: object
    text: str


@dataclass(frozen=True)
class Change:
    """One difference.

    `keys` lead to it in the new file (in the old one for what is gone), `subject` names it in the
    reader's words.
    """

    kind: ClassVar[ChangeKind]

    keys: Keys
    subject: str
    cited: Cited

    @property
    def text(self) -> str:
        """The change as a phrase, with its clauses."""
        return f"{self._phrase}{self.cited}"

    @property
    def _phrase(self) -> str:
        """The change as a phrase."""
        raise NotImplementedError

    def data(self) -> ChangedDocument:
        """The change as plain data; every number in it is a string."""
        return {
            "kind": self.kind,
            "place": list(self.keys),
            "subject": self.subject,
            **self._details(),
            "clause": [{"id": id_, "label": label} for id_, label in self.cited.clauses.items()],
            "text": self.text,
        }

    def _details(self) -> DetailsDocument:
        """What is particular to this kind of change."""
        return {}


@dataclass(frozen=True)
class Altered(Change):
    """Something that stands in both versions, but not the same."""

    kind: ClassVar[ChangeKind] = "altered"

    old: Value
    new: Value

    @property
    def _phrase(self) -> str:
        return f"{self.subject}：{self.old.text} → {self.new.text}"

    def _details(self) -> DetailsDocument:
        return {
            "old": self.old.data,
            "new": self.new.data,
            "old_text": self.old.text,
            "new_text": self.new.text,
        }


@dataclass(frozen=True)
class FigureChanged(Altered):
    """A figure has another value, unit or date: “一年累计门槛 3,000 元 → 3,500 元（第五条）”."""

    kind = "figure"

    @property
    def _phrase(self) -> str:
        return say(self.subject, f" {self.old.text} → {self.new.text}")


@dataclass(frozen=True)
class ConditionChanged(Altered):
    """A rule, a service, a piece of work or a penalty is for other cases."""

    kind = "condition"


@dataclass(frozen=True)
class OutcomeChanged(Altered):
    """A rule gives something else, or no longer leaves the case open."""

    kind = "outcome"

    @property
    def _phrase(self) -> str:
        return f"{self.subject}的结果：{self.old.text} → {self.new.text}"


@dataclass(frozen=True)
class DeadlineChanged(Altered):
    """Something is due at another time."""

    kind = "deadline"


@dataclass(frozen=True)
class SanctionChanged(Altered):
    """A penalty or a reward has another amount or consequence."""

    kind = "sanction"


@dataclass(frozen=True)
class ServiceChanged(Altered):
    """A tier is given more or less of a service."""

    kind = "service"


@dataclass(frozen=True)
class RulingDecided(Altered):
    """An open question has been decided."""

    kind = "ruling-decided"

    @property
    def _phrase(self) -> str:
        return f"{self.subject}已有决定：{self.new.text}"


@dataclass(frozen=True)
class RulingReopened(Altered):
    """A question that was decided is open again."""

    kind = "ruling-reopened"

    @property
    def _phrase(self) -> str:
        return f"{self.subject}不再有决定，原来是：{self.old.text}"


@dataclass(frozen=True)
class FieldChanged(Altered):
    """Any other field has another text or value."""

    kind = "field"


@dataclass(frozen=True)
class Added(Change):
    """Something is new: a rule, a tier, a duty, a step, a service."""

    kind = "added"

    new: Value

    @property
    def _phrase(self) -> str:
        return f"新增{self.subject}{_after_colon(self.new.text)}"

    def _details(self) -> DetailsDocument:
        return {"new": self.new.data, "new_text": self.new.text}


@dataclass(frozen=True)
class Removed(Change):
    """Something is gone."""

    kind = "removed"

    old: Value

    @property
    def _phrase(self) -> str:
        return f"删去{self.subject}{_after_colon(self.old.text)}"

    def _details(self) -> DetailsDocument:
        return {"old": self.old.data, "old_text": self.old.text}


@dataclass(frozen=True)
class Moved(Change):
    """Something stands at another place among its like; places count from 1."""

    kind = "moved"

    old: int
    new: int

    @property
    def _phrase(self) -> str:
        return f"{self.subject}从第 {self.old} 位移到第 {self.new} 位"

    def _details(self) -> DetailsDocument:
        return {"old": self.old, "new": self.new}


@dataclass(frozen=True)
class Rewritten(Change):
    """The file is written differently and means the same."""

    kind = "rewritten"

    @property
    def _phrase(self) -> str:
        return f"{self.subject}只换了写法，意思没有变"


@dataclass(frozen=True)
class LeftOver(Change):
    """What was a name and is none any more still stands in texts."""

    kind = "left-over"

    places: tuple[str, ...]

    @property
    def _phrase(self) -> str:
        more = f" 等 {len(self.places)} 处" if len(self.places) > _LISTED else ""
        where = "、".join(self.places[:_LISTED])
        return f"{self.subject}不再是名称，却还写在{where}{more}"


def _after_colon(text: str) -> str:
    return f"：{text}" if text else ""
