"""Deadlines in words."""

from __future__ import annotations

from markupsafe import Markup, escape
from tiercalc.model import Deadline, EndOf, Every, Within

from handbook.render.view import View

_LAST_DAY = {
    "day": "当天",
    "month": "当月的最后一天",
    "quarter": "当季的最后一天",
    "year": "当年的最后一天",
}
# A term of no length: the day of the event itself.
_SAME = {"工作日": "当个工作日", "天": "当天"}
_EACH = {"day": "每天", "month": "每月", "quarter": "每季度", "year": "每年"}


def term(view: View, deadline: Deadline) -> Markup:
    """When a thing is due, as a phrase with its figures linked: “批准后 1 工作日内”."""
    match deadline.term:
        case Within() as within:
            phrase = _within(view, within)
        case EndOf(event, period):
            phrase = escape(f"{_event(view, event)}{_LAST_DAY[period]}")
        case Every() as every:
            phrase = _every(view, every)
    if deadline.roll:
        phrase += escape("；最后一天是休息日的，顺延到下一个工作日")
    return phrase


def _event(view: View, event: str) -> str:
    return view.policy.events[event].label


def _within(view: View, term: Within) -> Markup:
    figure = view.policy.figures[term.within]
    event = _event(view, term.event)
    if figure.unit in _SAME and figure.on(view.on) == 0:
        phrase = Markup("{}的{}内").format(event, view.figure(term.within, _SAME[figure.unit]))
    elif term.before:
        phrase = Markup("{}前 {}").format(event, view.figure(term.within))
    else:
        phrase = Markup("{}后 {}内").format(event, view.figure(term.within))
    if term.hours:
        opening, closing = term.hours
        phrase += Markup("，只在 {}至 {}之间计时").format(
            view.figure(opening), view.figure(closing)
        )
    return phrase


def _every(view: View, term: Every) -> Markup:
    if term.period is not None:
        phrase = Markup("{}一次").format(_EACH[term.period])
    else:
        phrase = Markup("每 {}一次").format(view.figure(term.figure or ""))
    if term.event is None:
        return phrase
    return Markup("自{}起，{}").format(_event(view, term.event), phrase)
