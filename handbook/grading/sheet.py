"""The graded list: the rows as they came, and behind them every answer with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tiercalc import InputError, Policy
from tiercalc.bulk import Judgement, amounts_of, height, judge
from tiercalc.case import Situation
from tiercalc.given import check_order
from tiercalc.policy import Decision, Money, Quantity, plain_number

from handbook.grading.cells import harmless
from handbook.grading.columns import heading_of
from handbook.grading.complaints import Complaints
from handbook.grading.customers import Customers
from handbook.grading.opening import open_list
from handbook.grading.told import Told
from handbook.lists.written_book import Column, Kind


@dataclass(frozen=True)
class Count:
    """How many customers a decision gave the same answer."""

    outcome: str | tuple[str, ...] | None
    undetermined: bool
    name: str
    customers: int


_Outcome = tuple[str | tuple[str, ...] | None, bool, str]


@dataclass(frozen=True)
class _Answers:
    """The answers of customers who are alike: which of the outcomes met so far, and the cells."""

    kind: int
    cells: tuple[str, ...]


class Sheet:
    """A list graded under one policy, row by row: a list of any length fits into memory.

    `passed` gives a cell of the list as it is written again, `told` is what is said of the list.
    Raises InputError for a list that cannot be read and a policy that decides nothing.
    """

    def __init__(
        self,
        policy: Policy,
        path: Path,
        on: date,
        sets: Mapping[str, Decimal | str],
        passed: Callable[[str], str],
        told: Told,
    ) -> None:
        if not policy.decisions:
            message = f"《{policy.title}》只供阅读，没有判定，不能给名册分级。"
            raise InputError("no-decisions", policy.id, message)
        self.situation = Situation(policy, {}, on, sets)
        check_order(self.situation)
        self._passed = passed
        self._complaints = Complaints(path)
        self.opened = open_list(path, [policy], self._complaints, told)
        self.table = self.opened.table
        (columns,) = self.opened.columns
        self._skips = told.skip
        if told.skip:
            # Only rows can be passed over.
            self._complaints.require_none()
        self.customers = Customers(
            self.table,
            policy,
            columns,
            self._complaints,
            policy.decisions.values(),
            on,
            told.refunds,
        )
        self.decisions = [each for each in policy.decisions.values() if self.customers.asks(each)]
        self._amounts = [
            amount.id
            for amount in policy.amounts.values()
            if _base(amount.of, policy) in self.customers.given
        ]
        used = {column.place for column in columns.values()}
        self.unused = [
            text for place, text in enumerate(self.table.header) if place not in used and text
        ]
        self.header = self._headings()
        self.skipped = 0
        self._kinds: dict[tuple[_Outcome, ...], int] = {}
        self._tally: Counter[int] = Counter()

    def rows(self) -> Iterator[list[str]]:
        """The rows with their answers.

        Raises one InputError at the end for all bad cells, unless their rows are to be skipped.
        """
        width = len(self.table.header)
        measured = [asked.id for asked in self.customers.measured]
        judged = judge(self.decisions, self.situation, self._answers)
        computed = amounts_of(self.situation)
        tally, passed = self._tally, self._passed
        for number, cells in self.table.rows():
            values = self.customers.values(number, cells)
            if self._complaints.concern(number) if self._skips else self._complaints.count:
                self.skipped += 1
                continue
            answers = judged(values)
            tally[answers.kind] += 1
            row = [passed(cell) for cell in cells[:width]]
            row += [plain_number(values[each]) for each in measured]  # type: ignore[arg-type]
            row += answers.cells
            if self._amounts:
                results = computed(values)
                row += [results[each].shown or "" for each in self._amounts]
            yield row
        if not self._skips:
            self._complaints.require_none()

    def columns(self) -> list[Column]:
        """The columns of the answers, for a workbook: what each one's cells are."""
        width = len(self.table.header)
        measured = len(self.customers.measured)
        kinds: list[Kind] = [self._kind_of(place) for place in range(width)]
        kinds += ["number"] * measured
        kinds += ["text", "reason", "reason"] * len(self.decisions)
        kinds += ["number"] * len(self._amounts)
        return [Column(*each) for each in zip(self.header, kinds, strict=True)]

    def _kind_of(self, place: int) -> Kind:
        """What the cells of the list's own column are: numbers only where an input reads them."""
        policy = self.situation.policy
        for name, column in self.opened.columns[0].items():
            if column.place == place and isinstance(policy.inputs[name].type, Quantity):
                return "money" if isinstance(policy.inputs[name].type, Money) else "number"
        return "text"

    @property
    def complaints(self) -> list[str]:
        """What was wrong with rows that were passed over."""
        return self._complaints.lines()

    def _headings(self) -> list[str]:
        """The headings: the list's own, then those of the answers, none of them twice."""
        policy = self.situation.policy
        header = list(self.table.header)
        own = [heading_of(asked, policy) for asked in self.customers.measured]
        for decision in self.decisions:
            own += [decision.label, f"{decision.label}：依据", f"{decision.label}：还缺"]
        own += [policy.amounts[each].label for each in self._amounts]
        for text in own:
            header.append(_new(text, header))
        width = len(self.table.header)
        return [*map(self._passed, header[:width]), *map(harmless, header[width:])]

    @property
    def count(self) -> int:
        """How many customers there were in the rows so far."""
        return self._tally.total()

    def counts(self, decision: Decision) -> list[Count]:
        """A decision's answers in the rows so far, by the order of the outcomes, open ones last."""
        place = self.decisions.index(decision)
        found: Counter[_Outcome] = Counter()
        for outcomes, kind in self._kinds.items():
            found[outcomes[place]] += self._tally[kind]

        def place_of(count: Count) -> tuple[bool, list[int]]:
            return height(count.outcome, count.undetermined, decision, self.situation.policy)

        return sorted((Count(*key, customers) for key, customers in found.items()), key=place_of)

    def _answers(self, judgements: tuple[Judgement, ...]) -> _Answers:
        outcomes = tuple((each.outcome, each.undetermined, each.name) for each in judgements)
        cells = (text for each in judgements for text in (each.name, each.basis, each.missing))
        return _Answers(
            self._kinds.setdefault(outcomes, len(self._kinds)),
            tuple(harmless(cell) for cell in cells),
        )


def _base(amount: str, policy: Policy) -> str:
    """The input that an amount starts from."""
    return _base(policy.amounts[amount].of, policy) if amount in policy.amounts else amount


def _new(text: str, taken: list[str]) -> str:
    """A heading that no column has yet, such as in a list that was graded before."""
    names = (text, f"{text}（本次）", *(f"{text}（本次 {n}）" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
