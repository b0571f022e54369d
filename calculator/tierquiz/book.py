"""What questions are made from, and the parts that every kind of question needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tiercalc.case import Situation
from tiercalc.dates import WorkingCalendar
from tiercalc.policy import Policy
from tiercalc.words import Sentence, fill, roles_text, say

from tierquiz.lots import Lots
from tierquiz.question import Case, How, Option, Question

# So many options are read at a glance; of several right ones there may be more.
MOST = 4
MOST_OF_SEVERAL = 6
_LETTERS = "ABCDEFGH"


@dataclass(frozen=True, eq=False)
class Book:
    """A policy on the day of a paper: `situation` has no inputs. `calendar` counts its days.

    `whole` is the policy with all its parts, whatever the day.
    """

    whole: Policy
    situation: Situation
    calendar: WorkingCalendar

    @classmethod
    def of(cls, policy: Policy, on: date, calendar: WorkingCalendar) -> Book:
        """A policy as it is on a day."""
        return cls(policy, Situation(policy, {}, on, {}).on_its_day(), calendar)

    @property
    def policy(self) -> Policy:
        """The policy, with those parts alone that hold on the day."""
        return self.situation.policy

    def told(self, text: str) -> Sentence:
        """A text of the policy with its figures written out, less the stop at its end."""
        filled = fill(text, self.situation)
        *rest, last = filled.runs or ((),)
        if last and filled.endswith("。"):
            return Sentence((*rest, last._replace(text=last.text[:-1])) if last.text[:-1] else rest)
        return filled

    def is_undecided(self, rulings: Iterable[str]) -> bool:
        """Whether one of some rulings is not made yet."""
        return any(self.policy.rulings[each].undecided for each in rulings)

    def roles(self, roles: Iterable[str]) -> Sentence:
        """Roles one after the other."""
        return roles_text(roles, self.policy)


class Choice(NamedTuple):
    """Something to choose, and why it is wrong; nothing where it is right."""

    text: str
    mistake: str = ""


@dataclass(frozen=True)
class Draft:
    """A question before its options are mixed: the wrong ones that stand first are taken first."""

    text: Sentence
    right: Sequence[Choice]
    wrong: Sequence[Choice]
    why: Sentence
    clause: tuple[str, ...]
    how: How = "one"
    case: Case | None = None


@dataclass(frozen=True)
class Topic:
    """What can be asked about, by a name that it keeps, and how: nothing where nothing is found."""

    kind: str
    name: str
    roles: tuple[str, ...]
    draft: Callable[[Lots], Draft | None]

    def question(self, policy: str, lots: Lots, turn: int) -> Question | None:
        """The question of a turn, from 1; None where there is none that has one right answer."""
        draft = self.draft(lots)
        if draft is None:
            return None
        options, right = _mixed(draft, lots)
        if len(options) < 2 or len({each.text for each in options}) < len(options):
            return None
        name = f"{policy}:{self.kind}:{self.name}"
        return Question(
            id=name if turn == 1 else f"{name}~{turn}",
            policy=policy,
            kind=self.kind,
            topic=self.name,
            how=draft.how,
            text=draft.text,
            options=options,
            right=right,
            why=draft.why,
            clause=draft.clause,
            roles=self.roles,
            case=draft.case,
        )


def _mixed(draft: Draft, lots: Lots) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """The options in a chance order, and the key; in order, where that is asked for."""
    most = MOST if draft.how == "one" else MOST_OF_SEVERAL
    taken = {str(each.text) for each in draft.right}
    wrong = [each for each in once(draft.wrong) if str(each.text) not in taken]
    chosen = [*draft.right, *wrong[: most - len(draft.right)]]
    mixed = lots.mixed(range(len(chosen)))
    if draft.how == "order" and mixed == sorted(mixed):
        mixed.reverse()
    options = tuple(
        Option(letter, say(chosen[place].text), say(chosen[place].mistake))
        for letter, place in zip(_LETTERS, mixed, strict=False)
    )
    letters = {place: option.id for option, place in zip(options, mixed, strict=True)}
    key = tuple(letters[place] for place in range(len(draft.right)))
    return options, key if draft.how == "order" else tuple(sorted(key))


def quoted(said: str) -> Sentence:
    """Words in quotation marks; such as they hold themselves become single ones."""
    inner = (
        Sentence((run._replace(text=run.text.replace("“", "‘").replace("”", "’")),))
        for run in say(said).runs
    )
    return say("“", *inner, "”")


def once(choices: Iterable[Choice]) -> Iterator[Choice]:
    """Choices, of those of the same words the first."""
    seen: set[str] = set()
    for each in choices:
        if str(each.text) not in seen:
            seen.add(str(each.text))
            yield each
