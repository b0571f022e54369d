"""What is due, as the entries of a calendar: each says what a reader of it alone needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tiercalc.case import Moment, Situation
from tiercalc.dates.due_answer import DueAnswer
from tiercalc.dates.provisional import PROVISIONAL
from tiercalc.dates.schedule import Laid
from tiercalc.dates.step_words import count_text, step_text, when_text
from tiercalc.policy import Every
from tiercalc.words import fill, in_brackets, moment_code, often_text, roles_text, ruling_line

if TYPE_CHECKING:
    from tiercalc.dates.documents import DueDocument, EntryDocument


def due_document(answer: DueAnswer) -> DueDocument:
    """The JSON document of `tierbook due`: the answer with its entry, none while it has no date."""
    deadline = answer.holding.deadline
    said, awaits = (answer.text,), answer.awaits
    entries = _entries(answer, answer.start, deadline.id, deadline.label, said, awaits)
    return {**answer.document(), "entries": list(entries)}


def line_entries(
    rows: Sequence[Laid], moments: Mapping[str, Moment], situation: Situation
) -> list[EntryDocument]:
    """An entry for each step that is dated from the `moments` given."""
    return [entry for row in rows for entry in _step_entries(row, moments, situation)]


def _step_entries(
    row: Laid, moments: Mapping[str, Moment], situation: Situation
) -> Iterable[EntryDocument]:
    if row.answer is None or row.root is None:
        return ()
    place, step = row.place, row.place.step
    title = f"{roles_text(step.by, situation.policy)}：{fill(step.does, situation)}"
    said = (
        step_text(place, situation),
        f"{when_text(row, situation)}。",
        *(ruling_line(each, situation) for each in step.rulings),
        count_text(row, row.answer, situation),
    )
    name = f"{place.process.id}.{step.id}"
    return _entries(row.answer, moments[row.root], name, title, said, row.awaits)


def _entries(
    answer: DueAnswer,
    start: Moment,
    name: str,
    title: str,
    said: Sequence[str],
    awaits: frozenset[int],
) -> Iterable[EntryDocument]:
    """An entry; a calendar that has one of the same thing from the same `start` replaces that.

    `awaits` are the years whose holiday notice may still change its moment.
    """
    at = answer.holding.due
    if at is None:
        return ()
    situation, term = answer.situation, answer.holding.deadline.term
    lines = [*said, *(ruling_line(each, situation) for each in answer.rulings())]
    if isinstance(term, Every):
        often = often_text(term, situation)
        title = f"下一次：{title}，{often}"
        lines.append(f"{often}，这里只有下一次。")
    elif answer.tried:
        title += in_brackets(situation.policy.marks.trial)
    if awaits:
        title += in_brackets(PROVISIONAL)
    # What is only looked for from a day on is the same thing from whichever day.
    begin = moment_code(at if term.event is None else start)
    return [
        {
            "id": f"{situation.policy.id}.{name}.{begin}",
            "at": moment_code(at),
            "title": title,
            "note": "\n".join(lines),
        }
    ]
