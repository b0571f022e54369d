"""One deadline counted from one moment: where it ends, and how it was counted, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, assert_never

from tiercalc.case import Moment, Situation, day_of
from tiercalc.dates.counting import (
    Count,
    period_end,
    shift_months,
    shift_working_days,
    shift_working_minutes,
)
from tiercalc.dates.working_calendar import WorkingCalendar
from tiercalc.given import is_time
from tiercalc.policy import (
    CalendarError,
    Deadline,
    EndOf,
    Every,
    InputError,
    Met,
    PolicyError,
    Unit,
    Within,
    unit,
    units,
)
from tiercalc.words import (
    LAST_DAY,
    SAME_DAY,
    Sentence,
    days_text,
    moment_text,
    naming,
    number_text,
    often_text,
    period_text,
    same_day_text,
    say,
)

# The units that a clock can count, by their names.
LENGTHS: Mapping[str, Unit] = {
    name: unit(name)
    for name in units("time")
    if unit(name).measure in ("working day", "day", "month", "minute")
}
# The same in words, each length by one of its names.
LENGTH_NAMES = "、".join(
    [*{(each.measure, each.factor): name for name, each in [*LENGTHS.items()][::-1]}.values()][::-1]
)
# How many months a period holds that is longer than a day.
MONTHS = {"month": 1, "quarter": 3, "year": 12}
_PERIODS = {"month": "月", "quarter": "季度", "year": "年"}
_NEXT = {"month": "下个月", "quarter": "下个季度", "year": "下一年"}


@dataclass(frozen=True)
class _Length:
    """So many of a measure of time (working day, day, month, minute), and how that is said."""

    measure: str
    count: int
    text: Sentence


@dataclass(frozen=True)
class Run:
    """A moment found, how it was counted as the beginning of a sentence, and what that met.

    `awaits` are the years whose notice may still change it.
    """

    end: Moment
    how: Sentence
    met: frozenset[Met] = frozenset()
    awaits: frozenset[int] = frozenset()


class Clock:
    """One deadline counted from one moment."""

    def __init__(
        self,
        deadline: Deadline,
        start: Moment,
        calendar: WorkingCalendar,
        situation: Situation,
    ) -> None:
        self.deadline = deadline
        self.start = start
        self.calendar = calendar
        self.situation = situation

    def run(self) -> Run:
        """The moment that is due, how it was counted, and what the count met on its way.

        Raises OverflowError where no date can hold the moment, InputError where the start is a
        day and a moment is needed.
        """
        match self.deadline.term:
            case Within() as term:
                found = self._within(term)
            case EndOf() as term:
                found = self._end_of(term)
            case Every() as term:
                found = self._every(term)
            case never:
                assert_never(never)
        end = found.end
        if not self.deadline.roll:
            return replace(found, met=found.met | self._last_day(end))
        count = shift_working_days(day_of(end), 0, self.calendar)
        awaits = found.awaits | count.awaits
        if not count.free:
            return replace(found, awaits=awaits)
        rolled: Moment = count.end
        if isinstance(end, datetime):
            rolled = datetime.combine(rolled, end.time())
        how = say(found.how, "，", moment_text(end), "休息，顺延到下一个工作日")
        return Run(rolled, how, found.met | {"days_off", "last_day_off"}, awaits)

    def _last_day(self, end: Moment) -> frozenset[Met]:
        """Whether a last day is off; one of which nobody knows that yet may be."""
        try:
            day = day_of(end)
            is_off = not self.calendar.is_working(day) or bool(self.calendar.awaits(day))
        except CalendarError:
            is_off = True
        return frozenset({"last_day_off"} if is_off else ())

    def _within(self, term: Within) -> Run:
        length = self._length(term.within)
        hours = term.hours if length.measure == "minute" else None
        count = self._shift(length, back=term.before, hours=hours)
        event = self._event(term.event)
        if length.measure in SAME_DAY and not length.count:
            how = same_day_text(event, term, length.measure)
        elif term.before:
            how = say(event, "前", length.text)
        else:
            how = say("从", event, "起", length.text)
        passed = self._passed(length, count, hours, back=term.before)
        return Run(count.end, say(how, passed), _met(count), count.awaits)

    def _end_of(self, term: EndOf) -> Run:
        day = day_of(self.start)
        end = day if term.period == "day" else period_end(day, MONTHS[term.period])
        label = self.situation.policy.events[term.event].label
        when = say(f"“{label}”在", period_text(day, term.period))
        return Run(end, say(when, "，算到", LAST_DAY[term.period]))

    def _every(self, term: Every) -> Run:
        """The next occurrence: after the last one, or from the start on where none is named."""
        often = often_text(term, self.situation)
        day = day_of(self.start)
        if term.period is None:
            since = moment_text(self.start) if term.event is None else self._event(term.event)
            return self._every_length(term.figure or "", say("从", since, "起", often))
        if term.event is not None:
            since = say("从", self._event(term.event), "起")
            if term.period == "day":
                return Run(day + timedelta(days=1), say(since, often))
            months = MONTHS[term.period]
            end = period_end(shift_months(day, months), months)
            return Run(end, say(since, often, "，以", _NEXT[term.period], "末为限"))
        since = say("从", moment_text(day), "起（含当天）")
        if term.period == "day":
            return Run(day, say(often, "；", since))
        end = period_end(day, MONTHS[term.period])
        return Run(end, say(often, "，以", _PERIODS[term.period], "末为限；", since))

    def _every_length(self, figure: str, how: Sentence) -> Run:
        length = self._length(figure)
        if length.count == 0:
            raise self._bad_figure(figure, "大于 0 的数")
        count = self._shift(length)
        return Run(count.end, say(how, self._passed(length, count)), _met(count), count.awaits)

    def _shift(
        self, length: _Length, *, back: bool = False, hours: tuple[str, str] | None = None
    ) -> Count[Any]:
        sign = -1 if back else 1
        day = day_of(self.start)
        if length.measure == "working day":
            return shift_working_days(day, length.count, self.calendar, back=back)
        if length.measure == "day":
            return Count(day + sign * timedelta(days=length.count))
        if length.measure == "month":
            return Count(shift_months(day, sign * length.count))
        if not isinstance(self.start, datetime):
            message = f"“{self.deadline.label}”{say('按', length.text, '计时')}，还要写明是几点。"
            raise InputError("needs-time", "from", message)
        if hours is None:
            return Count(self.start + sign * timedelta(minutes=length.count))
        opening, closing = (self._time(each) for each in hours)
        if opening >= closing:
            raise self._bad_figure(hours[1], "晚于开始时刻的时刻")
        return shift_working_minutes(
            self.start, length.count, (opening, closing), self.calendar, back=back
        )

    def _passed(
        self,
        length: _Length,
        count: Count[Any],
        hours: tuple[str, str] | None = None,
        *,
        back: bool = False,
    ) -> Sentence:
        """What the count left out and what it took in, for the sentence."""
        parts: list[str] = []
        if length.measure != "minute" and length.count:
            parts.append("当天不算")
        named = self.situation.policy.calendar
        if named is not None and (hours is not None or length.measure == "working day"):
            parts.append(say(f"按“{named}”的日历数"))
        if hours is not None:
            opening, closing = (
                naming("figure", each, str(self.situation.figure(each))) for each in hours
            )
            parts.append(say("只算工作日", opening, "到", closing))
        if count.free:
            what = "不算" if length.count else "提前" if back else "顺延"
            parts.append(say(days_text(count.free), f"休息，{what}"))
        if count.worked:
            parts.append(say(days_text(count.worked), "是调休上班日，照算"))
        return say(*(say("，", part) for part in parts))

    def _event(self, event: str) -> str:
        return f"{moment_text(self.start)}“{self.situation.policy.events[event].label}”"

    def _length(self, figure_id: str) -> _Length:
        figure = self.situation.policy.figures[figure_id]
        value = self.situation.number(figure_id)
        if figure.unit not in LENGTHS or value is None:
            raise PolicyError(
                "length",
                f"figures.{figure_id}",
                f"“{figure.label}”用作时长，单位应是 {LENGTH_NAMES} 之一，值应是数。",
            )
        its = LENGTHS[figure.unit]
        parts, divisor = value.as_integer_ratio()
        whole, rest = divmod(parts * int(its.factor), divisor)
        if rest:
            raise self._bad_figure(figure_id, "整数" if its.factor == 1 else "能换算成整数的数")
        text = f"{number_text(value)} {its.lasting}"
        return _Length(its.measure, whole, naming("figure", figure_id, text))

    def _time(self, figure_id: str) -> int:
        value = self.situation.figure(figure_id)
        if not isinstance(value, str) or not is_time(value):
            raise self._bad_figure(figure_id, "时刻，例如 09:00")
        return int(value[:2]) * 60 + int(value[3:])

    def _bad_figure(self, figure_id: str, expected: str) -> InputError | PolicyError:
        figure = self.situation.policy.figures[figure_id]
        message = f"“{figure.label}”是 {self.situation.figure(figure_id)}；这里要用{expected}。"
        if figure_id in self.situation.sets:
            return InputError("bad-figure", figure_id, message)
        return PolicyError("bad-figure", f"figures.{figure_id}", message)


def _met(count: Count[Any]) -> frozenset[Met]:
    """What a count met on its way."""
    found: set[Met] = {"closing"} if count.paused else set()
    if count.free or count.worked:
        found.add("days_off")
    return frozenset(found)
