"""Deadlines in words, before any moment is known: “批准后 1 个工作日内”."""

from __future__ import annotations

from collections.abc import Callable

from tiercalc.model import Deadline, EndOf, Every, Within
from tiercalc.situation import Situation
from tiercalc.wording import figure_text, glue

_LAST_DAY = {
    "day": "当天",
    "month": "当月的最后一天",
    "quarter": "当季的最后一天",
    "year": "当年的最后一天",
}
# A term of no length: the day of the event itself.
_SAME = {"工作日": ("当个工作日", "内"), "天": ("当天", "")}
_EACH = {"day": "每天", "month": "每月", "quarter": "每季度", "year": "每年"}

Write = Callable[[str, str], str]


def term_text(deadline: Deadline, situation: Situation, write: Write | None = None) -> str:
    """When a thing is due, as a phrase.

    `write` may write a figure its own way (a page links it): it takes the figure's id and the
    words that stand for it.
    """
    phrase = _Phrase(situation, write or (lambda _, words: words)).term(deadline)
    return f"{phrase}；最后一天是休息日的，顺延到下一个工作日" if deadline.roll else phrase


class _Phrase:
    def __init__(self, situation: Situation, write: Write) -> None:
        self.situation = situation
        self.write = write

    def term(self, deadline: Deadline) -> str:
        match deadline.term:
            case Within() as within:
                return self._within(within)
            case EndOf(event, period):
                return self._event(event) + _LAST_DAY[period]
            case Every(period=period, figure=figure, event=event):
                often = _EACH[period] if period else glue("每", self._figure(figure or ""))
                often = glue(often, "一次")
                return often if event is None else f"自{self._event(event)}起，{often}"

    def _within(self, term: Within) -> str:
        event = self._event(term.event)
        unit = self.situation.policy.figures[term.within].unit
        if unit in _SAME and self.situation.number(term.within) == 0:
            day, end = _SAME[unit]
            phrase = f"{event}的{self.write(term.within, day)}{end}"
        elif term.before:
            phrase = glue(event, "前", self._figure(term.within))
        else:
            phrase = glue(event, "后", self._figure(term.within), "内")
        if term.hours is None:
            return phrase
        opening, closing = (self._figure(each) for each in term.hours)
        return f"{phrase}，{glue('只在', opening, '至', closing, '之间计时')}"

    def _event(self, event: str) -> str:
        return self.situation.policy.events[event].label

    def _figure(self, figure: str) -> str:
        return self.write(figure, figure_text(figure, self.situation))
