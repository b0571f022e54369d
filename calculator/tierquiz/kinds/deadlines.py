"""By when something is due, and what one comes to who counts as people often do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from tiercalc import InputError
from tiercalc.case import Moment, day_of
from tiercalc.dates import due
from tiercalc.policy import CalendarError, Deadline, EndOf, Every, Within, unit
from tiercalc.words import event_text, moment_code, moment_text, say

from tierquiz.book import Book, Choice, Draft, Topic
from tierquiz.lots import Lots
from tierquiz.question import Case

_DAY = timedelta(days=1)
_TRIES = 40
_YEAR = 365
_NO_HOLIDAYS = "只避开了周六、周日，没有看节假日和调休。"
_FIRST_DAY = "起算的那天不算，从第二天数起。"
_HOURS = range(9, 17)


def due_topics(book: Book) -> Iterator[Topic]:
    """Every deadline that counts from an event, on any day and about days off."""
    for deadline in book.policy.deadlines.values():
        if not isinstance(deadline.term, Every):
            for turn in ("1", "2"):
                name = f"{deadline.id}/{turn}"
                yield Topic("due", name, (), partial(_by_when, book, deadline, turn == "2"))


def _by_when(book: Book, deadline: Deadline, about_days_off: bool, lots: Lots) -> Draft | None:
    event = deadline.term.event
    if event is None:
        return None
    for _ in range(_TRIES):
        start = _moment(book, deadline, lots)
        try:
            answer = due(deadline.id, start, book.calendar, book.situation)
            wrong = list(_slips(book, deadline, start, answer.due))
            if answer.due is None or not _is_plain(book, start, answer.due):
                continue
        except (CalendarError, InputError):
            continue
        undecided = book.is_undecided(answer.rulings())
        if undecided or answer.awaits or answer.instead is not None or len(wrong) < 2:
            continue
        right = moment_text(answer.due)
        naive = [each for each in wrong if each.mistake == _NO_HOLIDAYS and each.text != right]
        if about_days_off and not naive:
            continue
        return Draft(
            text=say(
                event_text(event, start, book.policy), "，“", deadline.label, "”", _asks(deadline)
            ),
            right=[Choice(right)],
            wrong=[*naive, *wrong],
            why=answer.text,
            clause=deadline.clause,
            case=Case("due", deadline.id, {"from": moment_code(start)}),
        )
    return None


def _asks(deadline: Deadline) -> str:
    return {"by": "最晚是什么时候？", "on": "是哪一天？", "until": "到什么时候为止？"}[
        deadline.sense
    ]


def _moment(book: Book, deadline: Deadline, lots: Lots) -> Moment:
    """A day of the year around the paper's, or a moment of it where hours are counted."""
    day = book.situation.on + timedelta(days=lots.below(_YEAR) - _YEAR // 2)
    term = deadline.term
    in_hours = isinstance(term, Within) and _measure(book, term) == "minute"
    if not in_hours:
        return day
    return datetime.combine(day, time(_HOURS[lots.below(len(_HOURS))], 15 * lots.below(4)))


def _measure(book: Book, term: Within) -> str:
    return unit(book.policy.figures[term.within].unit).measure


def _is_plain(book: Book, start: Moment, end: Moment) -> bool:
    """Whether nothing hangs on a last day that is free, or on a notice that is still awaited."""
    days = (day_of(start), day_of(end))
    return book.calendar.is_working(days[1]) and not any(map(book.calendar.awaits, days))


def _slips(book: Book, deadline: Deadline, start: Moment, end: Moment | None) -> Iterator[Choice]:
    """Moments that somebody comes to who slips, and how."""
    if end is None:
        return
    match deadline.term:
        case Within() as term if isinstance(end, datetime):
            length = end - start if isinstance(start, datetime) else _DAY
            yield Choice(moment_text(end + length), "多算了一倍的时间。")
            yield Choice(moment_text(end + _DAY), "多算了一天。")
            yield Choice(moment_text(start + length / 2), "只算了一半的时间。")
        case Within() as term:
            yield from _days(book, term, day_of(start), day_of(end))
        case EndOf():
            yield Choice(moment_text(_month_end(day_of(end) + _DAY)), "算到了下一期。")
            yield Choice(moment_text(day_of(start)), "不是当天，是这一期的最后一天。")
            month = _month_end(day_of(start))
            yield Choice(moment_text(month), "看清是月底、季末还是年底。")
            yield Choice(moment_text(day_of(end) + _DAY), "最后一天就到期，没有再多一天。")
        case Every():
            return


def _days(book: Book, term: Within, start: date, end: date) -> Iterator[Choice]:
    number = book.situation.number(term.within)
    step = -_DAY if term.before else _DAY
    if number is None or number != number.to_integral_value():
        return
    count = int(number)
    in_working_days = _measure(book, term) == "working day"
    if not count:
        yield Choice(moment_text(_working(book, end, _DAY)), "就在当天，不等到下一个工作日。")
        yield Choice(moment_text(end + _DAY), "就在当天，没有多给一天。")
        yield Choice(moment_text(end + 7 * _DAY), "就在当天，没有多给一周。")
    elif in_working_days:
        yield Choice(moment_text(_working(book, end, -step)), _FIRST_DAY)
        naive = _weekdays(start, count, step)
        yield Choice(moment_text(naive), _NO_HOLIDAYS)
        yield Choice(moment_text(start + step * count), "这里数的是工作日，不是每一天。")
        yield Choice(moment_text(_working(book, end, step)), "多数了一个工作日。")
    else:
        yield Choice(moment_text(end - step), _FIRST_DAY)
        yield Choice(moment_text(end + step), "多数了一天。")
        if _measure(book, term) == "day" and count < _YEAR:
            yield Choice(
                moment_text(_weekdays(start, count, step)), "这里每一天都数，不是只数工作日。"
            )
        yield Choice(moment_text(end + step * 7), "多数了一周。")


def _working(book: Book, day: date, step: timedelta) -> date:
    """The next working day on a side."""
    day += step
    while not book.calendar.is_working(day):
        day += step
    return day


def _weekdays(day: date, count: int, step: timedelta) -> date:
    """So many weekdays on, whatever is a holiday."""
    while count:
        day += step
        count -= day.weekday() < 5
    return day


def _month_end(day: date) -> date:
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - _DAY
