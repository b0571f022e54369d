"""When something is due: a deadline of the policy, counted from the moment of its event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, assert_never

from tiercalc import model as m
from tiercalc.calendar import WorkingCalendar
from tiercalc.counting import (
    Count,
    Moment,
    day_of,
    period_end,
    shift_months,
    shift_working_days,
    shift_working_minutes,
)
from tiercalc.deciding import Missing
from tiercalc.errors import InputError, PolicyError
from tiercalc.inputs import is_time
from tiercalc.moments import days_text, moment_code, moment_text
from tiercalc.naming import cited, clause_documents, meant, quoted
from tiercalc.shortfall import lacking, missing_document
from tiercalc.situation import Situation
from tiercalc.wording import fill, glue, quantity_text

# What a unit of time counts, and how many of that it holds.
LENGTHS = {
    "工作日": ("working day", 1),
    "天": ("day", 1),
    "个月": ("month", 1),
    "月": ("month", 1),
    "年": ("month", 12),
    "小时": ("minute", 60),
    "分钟": ("minute", 1),
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_PERIODS = {"day": "天", "month": "月", "quarter": "季度", "year": "年"}


@dataclass(frozen=True)
class DueAnswer:
    """When a deadline falls; `due` is None while a figure is `missing`. `text` shows the count."""

    situation: Situation
    deadline: m.Deadline
    start: Moment
    due: Moment | None
    missing: tuple[Missing, ...]
    text: str

    def document(self) -> dict[str, Any]:
        """The JSON document of `tierbook due`."""
        policy = self.situation.policy
        event = self.deadline.term.event
        unset = (policy.figures[each.id].unset for each in self.missing)
        rulings = dict.fromkeys(each for each in (self.deadline.ruling, *unset) if each)
        return {
            "policy": policy.id,
            "version": policy.version,
            "on": self.situation.on.isoformat(),
            "deadline": self.deadline.id,
            "label": self.deadline.label,
            "event": None if event is None else {"id": event, "label": policy.events[event].label},
            "from": moment_code(self.start),
            "due": None if self.due is None else moment_code(self.due),
            "undetermined": self.due is None,
            "missing": [missing_document(each, self.situation) for each in self.missing],
            "text": self.text,
            "clause": clause_documents(self.deadline.clause, policy),
            "ruling": [
                {"id": each, "question": fill(policy.rulings[each].question, self.situation)}
                for each in rulings
            ],
        }


def due(
    policy: m.Policy,
    deadline_id: str,
    start: Moment,
    calendar: WorkingCalendar,
    on: date,
    sets: Mapping[str, Decimal | str],
) -> DueAnswer:
    """When a deadline falls whose event happens (or happened last) at `start`.

    Working days, days, months and years give a date; hours and minutes a moment. The day of the
    event does not count; hours and minutes run from their moment. Only deadlines in working days,
    inside working hours, or that roll to the next working day (Civil Code Art. 203) ask the
    calendar. `on` is the day whose figures are used, `sets` are trial values.

    Raises InputError for an unknown deadline, a day where a moment is needed, and dates that no
    calendar holds; CalendarError outside the calendar's years; PolicyError for a figure that
    cannot be a length of time.
    """
    if deadline_id not in policy.deadlines:
        known = {each.id: each.label for each in policy.deadlines.values()}
        message = (
            f"《{policy.title}》没有叫{quoted(deadline_id)}的时限，{meant(deadline_id, known)}"
        )
        raise InputError("unknown-deadline", deadline_id, message)
    deadline = policy.deadlines[deadline_id]
    situation = Situation(policy, {}, on, sets)
    missing = _missing(deadline.term, situation)
    if missing:
        text = f"{deadline.label}：还不能算出；{lacking(missing, situation)}。"
        return DueAnswer(situation, deadline, start, None, missing, text)
    try:
        end, how = _Clock(deadline, start, calendar, situation).run()
    except OverflowError:
        message = f"“{deadline.label}”算出来的日期不在公元 1 年到 9999 年之内，请核对起点和时长。"
        raise InputError("out-of-range", "from", message) from None
    title = f"{deadline.label}{cited(deadline.clause, policy)}"
    text = f"{title}：{glue(how, moment_text(end))}。"
    return DueAnswer(situation, deadline, start, end, (), text)


def _missing(term: m.Within | m.EndOf | m.Every, situation: Situation) -> tuple[Missing, ...]:
    needed: tuple[str, ...] = ()
    match term:
        case m.Within(within=length, hours=hours):
            timed = LENGTHS.get(situation.policy.figures[length].unit, ("", 1))[0] == "minute"
            needed = (length, *hours) if hours and timed else (length,)
        case m.Every(figure=str(length)):
            needed = (length,)
    return tuple(Missing("figure", each) for each in needed if situation.figure(each) is None)


@dataclass(frozen=True)
class _Length:
    """A length of time: so many of a kind (working day, day, month, minute), and as it is said."""

    kind: str
    count: int
    text: str


class _Clock:
    """One deadline counted from one moment."""

    def __init__(
        self,
        deadline: m.Deadline,
        start: Moment,
        calendar: WorkingCalendar,
        situation: Situation,
    ) -> None:
        self.deadline = deadline
        self.start = start
        self.calendar = calendar
        self.situation = situation

    def run(self) -> tuple[Moment, str]:
        """The moment that is due, and how it was counted, as the beginning of a sentence."""
        match self.deadline.term:
            case m.Within() as term:
                end, how = self._within(term)
            case m.EndOf() as term:
                end, how = self._end_of(term)
            case m.Every() as term:
                end, how = self._every(term)
            case never:
                assert_never(never)
        last = "下一次是" if isinstance(term, m.Every) else "最晚"
        if not self.deadline.roll or self.calendar.is_working(day_of(end)):
            return end, f"{how}，{last}"
        rolled: Moment = shift_working_days(day_of(end), 0, self.calendar).end
        if isinstance(end, datetime):
            rolled = datetime.combine(rolled, end.time())
        return rolled, f"{glue(how, '，', moment_text(end))}休息，顺延到下一个工作日，{last}"

    def _within(self, term: m.Within) -> tuple[Moment, str]:
        length = self._length(term.within)
        hours = term.hours if length.kind == "minute" else None
        count = self._shift(length, back=term.before, hours=hours)
        how = glue(self._event(term.event), "前" if term.before else "起", length.text)
        return count.end, how + self._passed(length, count, hours, back=term.before)

    def _end_of(self, term: m.EndOf) -> tuple[Moment, str]:
        day = day_of(self.start)
        end = day if term.period == "day" else period_end(day, _MONTHS[term.period])
        return end, f"{self._event(term.event)}所在{_PERIODS[term.period]}的最后一天"

    def _every(self, term: m.Every) -> tuple[Moment, str]:
        """The next occurrence strictly after the start."""
        since = glue(self._event(term.event) if term.event else moment_text(self.start), "起")
        if term.period is None:
            return self._every_length(term.figure or "", since)
        how = f"每{_PERIODS[term.period]}一次"
        day = day_of(self.start)
        if term.period == "day":
            return day + timedelta(days=1), since + how
        months = _MONTHS[term.period]
        if term.event is not None:
            return shift_months(day, months), since + how
        end = period_end(day, months)
        if end == day:
            end = period_end(day + timedelta(days=1), months)
        return end, f"{how}，以{_PERIODS[term.period]}末为限，{moment_text(self.start)}之后"

    def _every_length(self, figure: str, since: str) -> tuple[Moment, str]:
        length = self._length(figure)
        if length.count == 0:
            raise self._bad_figure(figure, "大于 0 的数")
        count = self._shift(length)
        return count.end, glue(since, "每", length.text, "一次") + self._passed(length, count)

    def _shift(
        self, length: _Length, *, back: bool = False, hours: tuple[str, str] | None = None
    ) -> Count[Any]:
        sign = -1 if back else 1
        day = day_of(self.start)
        if length.kind == "working day":
            return shift_working_days(day, length.count, self.calendar, back=back)
        if length.kind == "day":
            return Count(day + sign * timedelta(days=length.count))
        if length.kind == "month":
            return Count(shift_months(day, sign * length.count))
        if not isinstance(self.start, datetime):
            message = (
                f"“{self.deadline.label}”{glue('按', length.text, '计时')}，起点要写到分钟，"
                f"例如 {day.isoformat()}T10:00。"
            )
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
    ) -> str:
        """What the count left out and what it took in, for the sentence."""
        parts = []
        if length.kind != "minute" and length.count:
            parts.append("当天不算")
        if hours is not None:
            opening, closing = (self.situation.figure(each) for each in hours)
            parts.append(f"只算工作日 {opening} 到 {closing}")
        if count.free:
            what = "不算" if length.count else "提前" if back else "顺延"
            parts.append(glue(days_text(count.free), f"休息，{what}"))
        if count.worked:
            parts.append(glue(days_text(count.worked), "是调休上班日，照算"))
        return "".join(f"，{part}" for part in parts)

    def _event(self, event: str) -> str:
        return f"{moment_text(self.start)}“{self.situation.policy.events[event].label}”"

    def _length(self, figure_id: str) -> _Length:
        figure = self.situation.policy.figures[figure_id]
        value = self.situation.number(figure_id)
        if figure.unit not in LENGTHS or value is None:
            units = "、".join(LENGTHS)
            raise PolicyError(
                "length",
                f"figures.{figure_id}",
                f"“{figure.label}”用作时长，单位应是 {units} 之一，值应是数。",
            )
        kind, each = LENGTHS[figure.unit]
        parts, divisor = value.as_integer_ratio()
        whole, rest = divmod(parts * each, divisor)
        if rest:
            raise self._bad_figure(figure_id, "整数" if each == 1 else "能换算成整数的数")
        text = quantity_text(value, "个月" if figure.unit == "月" else figure.unit)
        if kind in ("working day", "day") and not whole:
            text = "，当个工作日内" if kind == "working day" else "，当天"
        return _Length(kind, whole, text)

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
