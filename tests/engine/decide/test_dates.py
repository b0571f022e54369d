"""Dates as inputs: what is possible and missing, held against trying days one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import InputError, Policy, answer_text, decide_document, load, read_given, read_inputs
from tiercalc.bulk.compiled import Undetermined, compiled
from tiercalc.case import Situation
from tiercalc.decide.tables import decide
from tiercalc.decide.upgrade import nearest

DAYS = (
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2025, 3, 31),
    date(2026, 11, 30),
)
FIRST = date(1995, 1, 1)
DAY = DAYS[-1]


def shop(
    rules: Sequence[object], *, ahead: bool = False, impossible: Sequence[object] = ()
) -> Policy:
    return load(
        {
            "kind": "policy",
            "title": "小店会员办法",
            "sector": "零售",
            "source": {"title": "小店", "completeness": "full"},
            "clauses": {"one": "第一条"},
            "scales": {"tier": {"gold": "金卡", "silver": "银卡"}},
            "figures": {
                "wait": {"label": "等待期", "value": 6, "unit": "个月", "clause": "one"},
                "open": {"label": "未定期", "unset": "how_long", "unit": "个月", "clause": "one"},
            },
            "inputs": {
                "joined": {"label": "入会日期", "type": "date", "ahead": ahead},
                "visits": {"label": "到店次数", "type": "count"},
            },
            "impossible": impossible,
            "rulings": {"how_long": {"clause": "one", "question": "多久？", "undecided": True}},
            "decisions": {"tier": {"label": "等级", "scale": "tier", "rules": rules}},
        },
        "shop",
    )


def lengths(limits: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.dictionaries(
        st.sampled_from(["gt", "gte", "lt", "lte"]), limits, min_size=1, max_size=2
    )


TESTS = st.one_of(
    lengths(st.sampled_from(["2024-02-29", "2024-09-30", "2025-03-01"])),
    st.fixed_dictionaries({"months_since": lengths(st.sampled_from([0, 1, 12, "wait"]))}),
    st.fixed_dictionaries({"years_since": lengths(st.integers(1, 3))}),
    st.fixed_dictionaries({"days_since": lengths(st.integers(0, 40))}),
    st.fixed_dictionaries({"same_day": st.sampled_from(["on", "02-28", "03-01"])}),
    st.fixed_dictionaries({"same_month": st.sampled_from(["on", "02-28", "03-01"])}),
).map(lambda wanted: {"joined": wanted})
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=3,
)
RULES = st.lists(
    st.fixed_dictionaries({"outcome": st.sampled_from(["gold", "silver"]), "when": CONDITIONS}),
    min_size=1,
    max_size=2,
)


def every_day() -> Iterator[date]:
    """More than a cycle of leap years, and days long before and after."""
    yield from (date(1, 1, 1), date(1904, 2, 29), date(1950, 6, 15), date(9999, 12, 31))
    yield from (FIRST + timedelta(days=n) for n in range(12_500))


def added(day: date, months: int) -> date:
    """So many months later; the last of the month where it has no such day (Art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for back in range(4):
        try:
            return date(year, month + 1, day.day - back)
        except ValueError:
            continue
    raise AssertionError(day)


@settings(max_examples=40, deadline=None)
@given(rules=RULES, on=st.sampled_from(DAYS), ahead=st.booleans())
def test_what_is_possible_is_what_some_day_gives(
    rules: list[dict[str, object]], on: date, ahead: bool
) -> None:
    policy = shop(rules, ahead=ahead)
    decision = policy.decisions["tier"]
    found: set[str | None] = set()
    open_days = False
    fast = compiled(decision, Situation(policy, {}, on, {}))
    for day in every_day():
        if day > on and not ahead:
            continue
        situation = Situation(policy, {"joined": day}, on, {})
        if day.day not in (1, 27, 28, 29, 30, 31, on.day) and day.month not in (on.month, 9):
            continue
        answer = decide(decision, situation)
        found.update(answer.possible)
        open_days = open_days or answer.undetermined
        expected = Undetermined.UNDETERMINED if answer.undetermined else answer.outcome
        assert fast({"joined": day}) == expected
    unknown = decide(decision, Situation(policy, {}, on, {}))
    assert set(unknown.possible) == found
    missing = {each.kind for each in unknown.missing}
    assert ("input" in missing) == (len(found) > 1)
    assert ("question" in missing) <= open_days


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("months", [1, 6, 12, 13])
def test_full_months_are_counted_by_their_corresponding_day(on: date, months: int) -> None:
    rule = {"outcome": "gold", "when": {"joined": {"months_since": {"gte": months}}}}
    policy = shop([rule])
    for back in range(500):
        day = on - timedelta(days=back)
        answer = decide(policy.decisions["tier"], Situation(policy, {"joined": day}, on, {}))
        assert (answer.outcome == "gold") == (added(day, months) <= on), day


@settings(max_examples=30, deadline=None)
@given(on=st.sampled_from(DAYS), back=st.integers(0, 1500))
def test_a_length_that_is_not_set_leaves_open_what_it_may_be(on: date, back: int) -> None:
    policy = shop(
        [
            {"outcome": "gold", "when": {"joined": {"months_since": {"gte": "open"}}}},
            {"outcome": "silver", "when": {"joined": {"gte": "2024-09-30"}}},
        ]
    )
    decision = policy.decisions["tier"]
    given_day = {"joined": on - timedelta(days=back)}
    tried = {
        decide(decision, Situation(policy, given_day, on, {"open": Decimal(n)})).outcome
        for n in range(1, 60)
    }
    assert set(decide(decision, Situation(policy, given_day, on, {})).possible) == tried
    blank = decide(decision, Situation(policy, {}, on, {}))
    assert {each.id for each in blank.missing} == {"joined", "open"}


def test_a_leap_birthday_is_open_in_a_common_year_unless_the_policy_says_when() -> None:
    born = {"joined": date(2000, 2, 29)}
    for said, outcomes in (("on", None), ("02-28", "gold"), ("03-01", None)):
        policy = shop([{"outcome": "gold", "when": {"joined": {"same_day": said}}}])
        answer = decide(policy.decisions["tier"], Situation(policy, born, date(2025, 2, 28), {}))
        assert answer.outcome == outcomes
        assert answer.undetermined == (said == "on")
    policy = shop([{"outcome": "gold", "when": {"joined": {"same_day": "on"}}}])
    document = decide_document(Situation(policy, born, date(2025, 2, 28), {}))
    assert "2 月 29 日的生日，平年算 2 月 28 日还是 3 月 1 日" in str(document)
    leap = decide(policy.decisions["tier"], Situation(policy, born, date(2024, 2, 29), {}))
    assert leap.outcome == "gold"


def test_a_length_is_told_with_the_day_on_which_it_turns() -> None:
    policy = shop([{"outcome": "gold", "when": {"joined": {"months_since": {"gte": "wait"}}}}])
    told = str(
        decide_document(Situation(policy, {"joined": date(2026, 6, 1)}, date(2026, 11, 29), {}))
    )
    assert "入会满 6 个月（2026-05-29 或更早）" in told


@pytest.mark.parametrize("text", ["2026-02-13", "2026/2/13", "2026年2月13日", "２０２６-2-13"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_inputs(shop([]), {"joined": text}, DAY) == {"joined": date(2026, 2, 13)}
    assert read_given(shop([]), {"joined": date(2026, 2, 13)}, DAY) == {"joined": date(2026, 2, 13)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "2026-02-30",
            "“2026-02-30”，没有这一天；应填真实存在的日期，例如 2026-02-13。",
        ),
        ("0226-05-01", "“0226-05-01”；应填 1900 年以来的日期，例如 2026-02-13。"),
        ("昨天", "“昨天”；应填年、月、日，例如 2026-02-13。"),
    ],
)
def test_what_is_no_day_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_inputs(shop([]), {"joined": text}, DAY)
    assert refused.value.message == f"“入会日期”填的是{said}"


RULE = {"outcome": "gold", "when": {"joined": {"gte": "2026-07-01"}}}


def test_a_day_that_has_not_come_is_refused_where_it_must_have_come() -> None:
    for text, day in (("2026-11-30", DAY), ("2027-02-01", date(2027, 2, 1))):
        assert read_inputs(shop([RULE]), {"joined": text}, day) == {"joined": day}
    said = "“入会日期”填的是 2031-05-01，这一天还没有到（按 2026-11-30 算）；请核对。"
    for given_day, read in (("2031-05-01", read_inputs), (date(2031, 5, 1), read_given)):
        with pytest.raises(InputError) as refused:
            read(shop([RULE]), {"joined": given_day}, DAY)  # type: ignore[operator]
        assert refused.value.message == said
    request = json.dumps({"on": "2026-11-30", "inputs": {"joined": "2031-05-01"}})
    shown = json.loads(answer_text(shop([RULE]), request))
    assert [each["message"] for each in shown["errors"]] == [said]
    assert shown["outcomes"] == {"tier": None}
    assert shown["undetermined"] == ["tier"]


def test_a_day_that_may_be_ahead_is_taken_as_it_is() -> None:
    policy = shop([RULE], ahead=True)
    stay = read_inputs(policy, {"joined": "2031-05-01"}, DAY)
    assert decide(policy.decisions["tier"], Situation(policy, stay, DAY, {})).outcome == "gold"


def test_nobody_is_advised_to_have_joined_on_a_day_to_come() -> None:
    rule = {"outcome": "gold", "when": {"joined": {"gte": "2027-01-01"}}}
    visits = {"outcome": "silver", "when": {"visits": {"gte": 3}}}
    for ahead in (True, False):
        policy = shop([rule, visits], ahead=ahead)
        ladder = replace(policy.decisions["tier"], ladder=True)
        situation = Situation(policy, {"visits": Decimal(3)}, DAY, {})
        assert (nearest(decide(ladder, situation), situation) is not None) is ahead


def test_a_case_that_cannot_be_may_hang_on_the_time_that_has_passed() -> None:
    never = {
        "when": {"joined": {"years_since": {"gte": 1}}, "visits": {"eq": 0}},
        "why": "满一年的至少来过一次。",
    }
    rule = {"outcome": "gold", "when": {"joined": {"years_since": {"gte": 1}}}}
    policy = shop([rule, {"outcome": "silver", "when": {"visits": {"eq": 0}}}], impossible=[never])
    given_day = {"joined": "2026-02-01", "visits": "0"}
    assert len(read_inputs(policy, given_day, date(2027, 1, 31))) == 2
    with pytest.raises(InputError) as refused:
        read_inputs(policy, given_day, date(2027, 2, 1))
    assert refused.value.code == "contradiction"
    assert "入会满 1 年（2026-02-01 或更早）" in refused.value.message
    none = Situation(policy, {"visits": Decimal(0)}, DAY, {})
    assert decide(policy.decisions["tier"], none).outcome == "silver"
