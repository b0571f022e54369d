"""The documents' types: what is written from them, and that the answers are what they say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from tiercalc import Policy, decide_document, read_given
from tiercalc.case import Situation
from tiercalc.dates import due, due_document
from tiercalc.dates import timeline as timeline_document
from tiercalc.dates import who as who_document
from tiercalc.documents import (
    AnswerDocument,
    DueDocument,
    FineDocument,
    KitDocument,
    TimelineDocument,
    WhoDocument,
)
from tiercalc.policy import DecideExample, DueExample, FineExample
from tiercalc.totals import fine as fine_document
from tiercalc.totals import kit as kit_document
from tiercalc.words import Sentence, read_moment

from handbook.calendar.working_calendar import library_calendars
from handbook.command.documents import GradeDocument, ListDocument
from handbook.comparing.documents import DiffDocument
from handbook.source.findings import CheckDocument
from tests.cases_of import by_policy
from tests.command import tierbook
from tests.shop import SHOPS
from tools.contract import written

DAY = date(2026, 7, 1)


def strays(value: Any, kind: Any, place: str = "") -> Iterator[str]:
    """The places at which a document is not what its type says."""
    origin, parts = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        hints = get_type_hints(kind, include_extras=True)
        wanted = {key for key, each in hints.items() if get_origin(each) is not NotRequired}
        if not isinstance(value, dict) or not wanted <= value.keys() <= hints.keys():
            yield f"{place}: {value!r}"
            return
        for key, each in value.items():
            yield from strays(each, hints[key], f"{place}.{key}")
    elif origin is NotRequired:
        yield from strays(value, parts[0], place)
    elif origin is Literal:
        if value not in parts:
            yield f"{place}: {value!r}"
    elif origin is list:
        if not isinstance(value, list):
            yield f"{place}: {value!r}"
            return
        for number, each in enumerate(value):
            yield from strays(each, parts[0], f"{place}[{number}]")
    elif origin is dict:
        for key, each in value.items():
            yield from strays(each, parts[1], f"{place}[{key}]")
    elif origin is not None:
        if all(any(strays(value, each)) for each in parts):
            yield f"{place}: {value!r}"
    elif kind is not object and type(value) is not _plain(kind, value):
        yield f"{place}: {value!r} is no {kind.__name__}"


def _plain(kind: type, value: object) -> type:
    """The type that a value of a kind has exactly; a sentence is a text, too."""
    return Sentence if kind is str and isinstance(value, Sentence) else kind


def answers(policy: Policy) -> Iterator[tuple[type, Any]]:
    """Every answer to a policy's examples, and to each of its processes, events and values."""
    calendar, now = library_calendars().usual, Situation(policy, {}, DAY, {})
    yield AnswerDocument, decide_document(now)
    for example in policy.examples:
        match example:
            case DecideExample():
                given = read_given(policy, example.given, DAY)
                yield AnswerDocument, decide_document(Situation(policy, given, DAY, {}))
            case DueExample():
                start = read_moment(example.start, "from", "from")
                yield DueDocument, due_document(due(example.deadline, start, calendar, now))
            case FineExample():
                yield FineDocument, fine_document(example.counts, now)
    for process in policy.processes:
        moments: dict[str, Any] = dict.fromkeys(policy.events, DAY)
        yield TimelineDocument, timeline_document(process, moments, calendar, now)
        yield TimelineDocument, timeline_document(process, {}, calendar, now)
    for about in (*policy.processes, *policy.events):
        yield WhoDocument, who_document(about, {}, calendar, now)
    for scale in policy.scales.values():
        yield KitDocument, kit_document({f"{scale.id}:{each}": 2 for each in scale.ids()}, now)


@by_policy
def test_every_answer_is_what_its_type_says(policy: Policy) -> None:
    for kind, document in answers(policy):
        assert [*strays(document, kind)] == []


def test_a_document_with_another_key_or_type_would_be_found() -> None:
    found = {"id": "a", "label": None, "at": "2026-01-01", "text": "x", "more": 1}
    assert [*strays(found, get_args(get_type_hints(WhoDocument)["events"])[0], "event")]
    assert [*strays([1], list[str], "list")] == ["list[0]: 1 is no str"]
    assert [*strays("x", str | None)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("argv", "kind"),
    [
        (["list"], ListDocument),
        (["check"], CheckDocument),
        (["diff", "tests/shops/foot-spa.yaml", "tests/shops/inn.yaml"], DiffDocument),
        (["grade", "card-club", "BOOK"], GradeDocument),
        (["diff", "tests/shops/card-club.yaml", "card-club", "--book", "BOOK"], DiffDocument),
    ],
)
def test_every_command_writes_what_its_type_says(
    argv: list[str], kind: type, tmp_path: Path
) -> None:
    book = tmp_path / "book.csv"
    asked = [each.label for each in SHOPS["card-club"].inputs.values()]
    book.write_text(f"客户,{','.join(asked)}\n甲{',' * len(asked)}\n", encoding="utf-8")
    words = [str(book) if each == "BOOK" else each for each in argv]
    assert [*strays(json.loads(tierbook(*words, "--json").stdout), kind)] == []


def test_what_is_written_from_the_types_is_written_anew() -> None:
    for path, text in written().items():
        assert path.read_text(encoding="utf-8") == text, "run make contract"
