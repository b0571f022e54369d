"""Deadlines in words: before any moment is known, “批准后 1 个工作日内”, and with it, “最晚 …”."""

from __future__ import annotations

from tiercalc.case import Moment, Situation
from tiercalc.policy import Deadline, EndOf, Every, Period, Policy, Within, unit
from tiercalc.words.moments import moment_text, period_text
from tiercalc.words.names import deadline_text
from tiercalc.words.rich import Sentence, naming, say
from tiercalc.words.sentences import figure_text, quantity_text

LAST_DAY = {
    "day": "当天",
    "month": "当月的最后一天",
    "quarter": "当季的最后一天",
    "year": "当年的最后一天",
}
# Measures in which a term of no length is the day of the event itself.
SAME_DAY = ("working day", "day")
# What to fill in where only the end of a period counts.
ANY_DAY = {
    "day": "那天",
    "month": "当月任意一天",
    "quarter": "当季任意一天",
    "year": "当年任意一天",
}
_WHICH = {"day": "在哪天", "month": "在哪个月", "quarter": "在哪个季度", "year": "在哪一年"}
_EACH = {"day": "每天", "month": "每月", "quarter": "每季度", "year": "每年"}


def term_text(deadline: Deadline, situation: Situation) -> Sentence:
    """When a thing is due, as a phrase."""
    rolled = "；最后一天是休息日的，顺延到下一个工作日" if deadline.roll else ""
    return say(_Phrase(situation).term(deadline), rolled)


def same_day_text(event: str, term: Within, measure: str) -> Sentence:
    """A term of no length, in one of SAME_DAY: “申请的当天”, “申请后，当个工作日内”.

    The event may fall on a day off: the working day is not called its own.
    """
    if measure == "day":
        return say(event, "的", naming("figure", term.within, "当天"))
    day = naming("figure", term.within, "当个工作日")
    return say(event, "前" if term.before else "后", "，", day, "内")


def often_text(term: Every, situation: Situation) -> Sentence:
    """How often a thing comes round: “每季度一次”."""
    return _Phrase(situation).often(term)


def due_text(deadline: Deadline, moment: Moment) -> Sentence:
    """A moment found, as what the deadline means by it: “最晚 …”, “就在 …”, “到 … 为止”."""
    return meant_text(deadline, moment_text(moment))


def meant_text(deadline: Deadline, moment: str) -> Sentence:
    """The same for a moment that is written already."""
    match deadline.term, deadline.sense:
        case Every(period="month" | "quarter" | "year"), _:
            return say("下一次最晚", moment)
        case Every(), _:
            return say("下一次在", moment)
        case _, "on":
            return say("就在", moment)
        case _, "until":
            return say("到", moment, "为止")
        case _:
            return say("最晚", moment)


def is_latest(deadline: Deadline) -> bool:
    """Whether the moment found is the latest by which something has to be done, once."""
    return deadline.sense == "by" and not isinstance(deadline.term, Every)


def whole_period(event: str, policy: Policy) -> Period | None:
    """The period of which only the end counts for an event, so that any day of it will do."""
    terms = [each.term for each in policy.deadlines.values() if each.term.event == event]
    periods = {term.period if isinstance(term, EndOf) else None for term in terms}
    return periods.pop() if len(periods) == 1 else None


def which_text(event: str, policy: Policy) -> str:
    """How to ask for the moment of an event: “在什么时候”, “在哪个月（填当月任意一天）”."""
    period = whole_period(event, policy)
    return "在什么时候" if period is None else f"{_WHICH[period]}（填{ANY_DAY[period]}）"


def event_text(event: str, moment: Moment, policy: Policy) -> Sentence:
    """When an event is, as a sentence for any name: “收到申请”在 2026 年 2 月 13 日（星期五）."""
    period = whole_period(event, policy)
    when = moment_text(moment) if period is None else period_text(moment, period)
    return say(f"“{policy.events[event].label}”在", when)


class _Phrase:
    def __init__(self, situation: Situation) -> None:
        self.situation = situation

    def term(self, deadline: Deadline) -> Sentence:
        match deadline.term:
            case Within() as within:
                return self._within(within, deadline)
            case EndOf(period=period, each=True):
                day = f"{_EACH[period]}最后一天"
                return say(f"到{day}为止" if deadline.sense == "until" else day)
            case EndOf(event, period):
                day = self._event(event) + LAST_DAY[period]
                return say({"by": day, "on": f"就在{day}", "until": f"到{day}为止"}[deadline.sense])
            case Every(event=event) as every:
                often = self.often(every)
                return often if event is None else say("自", self._event(event), "起，", often)

    def often(self, term: Every) -> Sentence:
        if term.period:
            return say(_EACH[term.period], "一次")
        figure = term.figure or ""
        value = self.situation.figure(figure)
        if figure not in self.situation.sets or value is None:
            return say("每", figure_text(figure, self.situation), "一次")
        policy = self.situation.policy
        length = quantity_text(value, policy.figures[figure].unit)
        return say("每", naming("figure", figure, length), f"一次（{policy.marks.trial}）")

    def _within(self, term: Within, deadline: Deadline) -> Sentence:
        event = self._event(term.event)
        measure = unit(self.situation.policy.figures[term.within].unit).measure
        if measure in SAME_DAY and self.situation.number(term.within) == 0:
            phrase = same_day_text(event, term, measure)
        else:
            length = say(
                event, "前" if term.before else "后", figure_text(term.within, self.situation)
            )
            phrase = self._meant(length, deadline, term)
        if term.hours is None:
            return phrase
        opening, closing = (figure_text(each, self.situation) for each in term.hours)
        timed = say(phrase, "，只在", opening, "至", closing, "之间计时")
        if term.otherwise is None:
            return timed
        other = deadline_text(self.situation.policy.deadlines[term.otherwise])
        return say(timed, "；不在这段时间里的，适用“", other, "”")

    def _meant(self, length: Sentence, deadline: Deadline, term: Within) -> Sentence:
        if deadline.sense == "until":
            return say("到", length, "为止")
        if deadline.sense == "on":
            return say(length, "的那天" if term.before else "期满的那天")
        return length if term.before else say(length, "内")

    def _event(self, event: str) -> str:
        return self.situation.policy.events[event].label
