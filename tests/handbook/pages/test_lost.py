"""What a source has lost is not what the company has yet to decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tiercalc import decide_document, read_inputs
from tiercalc.case import Situation

from handbook.calendar.working_calendar import library_calendars
from handbook.checking.load import FindingsError, load_policy
from handbook.pages import pages
from handbook.pages.library import counts, pending
from handbook.pages.view import View
from tests.paths import CASES
from tests.reading import Element, Loaded, Read, flat

DAY = date(2026, 11, 22)
FILE = CASES / "good" / "lost.yaml"
UMBRELLAS = load_policy(FILE).policy


def _page(part: str) -> Read:
    made = pages([Loaded(UMBRELLAS, Path("policy") / "lost.yaml")], DAY)
    return Read(made[f"policy/lost/{part}.md"].markdown)


def _marks(read: Read, id_: str) -> list[tuple[str, bool]]:
    """The marks below an element, and whether each looks like one of something lost."""
    start = read.elements.index(read.one(id_))
    marks: list[Element] = []
    for each in read.elements[start + 1 :]:
        if each.given.get("id"):
            break
        if "mark-open" in each.given.get("class", ""):
            marks.append(each)
    return [(each.text, "mark-lost" in each.given["class"]) for each in marks]


@pytest.mark.parametrize(
    ("service", "mark"),
    [("赠伞", ("待定", False)), ("借伞", ("原文缺失", True)), ("修伞", ("原文缺失", True))],
)
def test_each_has_its_own_mark_where_something_waits_for_it(
    service: str, mark: tuple[str, bool]
) -> None:
    assert mark in _marks(_page("services"), f"service-{service}")


@pytest.mark.parametrize(
    ("ruling", "mark"),
    [("送几把", ("待定", False)), ("第三条后面写了什么", ("原文缺失", True))],
)
def test_each_has_its_own_mark_among_the_rulings(ruling: str, mark: tuple[str, bool]) -> None:
    assert _marks(_page("notes"), f"ruling-{ruling}") == [mark]


def test_an_answer_says_which_of_the_two_it_is() -> None:
    situation = Situation(UMBRELLAS, read_inputs(UMBRELLAS, {"买过伞": "yes"}, DAY), DAY, {})
    tier = decide_document(situation)["decisions"]["会员等级"]
    told = {each["service"]: str(each["text"]) for each in tier["entitlements"]}
    assert told == {
        "赠伞": "赠伞：多少待定",
        "借伞": "借伞：多少原文缺失",
        "修伞": "修伞：原文缺失",
    }


def test_they_are_counted_apart() -> None:
    total = pending.total(pending.pending(UMBRELLAS))
    assert (total.questions, total.lost, total.figures) == (1, 1, 1)
    counted = counts.count(View(UMBRELLAS, DAY, "complete.md"), library_calendars())
    assert (counted.undecided, counted.lost) == (1, 1)


def test_the_list_of_open_questions_tells_them_apart() -> None:
    made = pages([Loaded(UMBRELLAS, Path("policy") / "lost.yaml")], DAY)
    text = "".join(flat(Read(made[uri].markdown).text) for uri in made if "open" in uri)
    assert flat("另有 1 个问题，写它的那部分原文缺失") in text
    assert "第三条断开以后写了什么？原文缺失" in text
    assert "送几把？原文缺失" not in text


def test_what_is_lost_has_no_answer(tmp_path: Path) -> None:
    answered = tmp_path / "answered.yaml"
    answered.write_text(
        FILE.read_text().replace("原文缺失: 是", "原文缺失: 是, 答案: 照旧。, 依据: 惯例")
    )
    with pytest.raises(FindingsError, match="原文缺失"):
        load_policy(answered)
