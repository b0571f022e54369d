"""Questions for practice: one right answer each, on every limit, none twice, by the seed alone."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tiercalc import InputError
from tiercalc.policy import Policy
from tierquiz import KINDS, Book, Paper, Question, ask_again, quiz_text

from handbook.calendar.working_calendar import library_calendars
from tests.cases_of import by_policy
from tests.paths import ROOT
from tests.quiz.judging import check
from tests.shop import SHOPS, shop

DAY = date(2026, 7, 1)
CALENDARS = library_calendars()
# So many of a shop; of a real policy so many as show all its kinds.
MANY, ENOUGH = 30, 16
FEWEST_KINDS = 5


def book(policy: Policy, on: date = DAY) -> Book:
    return Book.of(policy, on, CALENDARS.of(policy))


def paper(*names: str, seed: str = "1", **wanted: object) -> Paper:
    return Paper([book(SHOPS[name]) for name in names], seed, **wanted)  # type: ignore[arg-type]


def all_of(policy: Policy, kind: str, on: date = DAY) -> Iterator[Question]:
    yield from Paper([book(policy, on)], "all", [kind]).questions(0, 60)


@by_policy
def test_each_question_has_its_right_answer_and_no_other_and_none_comes_twice(
    policy: Policy,
) -> None:
    questions = Paper([book(policy)], "7").questions(0, MANY if policy.id in SHOPS else ENOUGH)
    for question in questions:
        check(question, policy, DAY, CALENDARS.of(policy))
    assert len({str(each.text) for each in questions}) == len(questions)
    assert len({each.id for each in questions}) == len(questions)
    # The shops were made to try one thing each; guides decide nothing.
    if policy.id not in SHOPS and policy.kind == "policy" and policy.decisions:
        assert len({each.kind for each in questions}) >= FEWEST_KINDS


def test_a_seed_gives_the_same_paper_in_whatever_order_the_policies_are_named() -> None:
    one = paper("corner-shop", "foot-spa", seed="一班").questions(0, 20)
    assert one == paper("foot-spa", "corner-shop", seed="一班").questions(0, 20)
    assert one != paper("corner-shop", "foot-spa", seed="二班").questions(0, 20)
    assert {each.policy for each in one[:2]} == {"corner-shop", "foot-spa"}


def test_a_paper_goes_on_where_it_was_left() -> None:
    whole = paper("foot-spa").questions(0, 12)
    asked = paper("foot-spa")
    assert [*asked.questions(0, 1), *asked.questions(1, 11)] == whole
    assert asked.questions(0, 3) == whole[:3]


@pytest.mark.parametrize(
    ("name", "asked", "number"),
    [
        ("corner-shop", "single_purchase", "600"),
        ("corner-shop", "half_year_spend", "1200"),
        ("corner-shop", "year_spend", "2000"),
        ("foot-spa", "soap", "4"),
        ("card-club", "spend", "5000"),
    ],
)
def test_each_side_of_a_limit_is_asked(name: str, asked: str, number: str) -> None:
    topics = [each for kind in ("tier", "may") for each in KINDS[kind].topics(book(SHOPS[name]))]
    at = [each for each in topics if f"/{asked}/{number}/" in each.name]
    assert {each.name.rpartition("/")[2] for each in at} == {"below", "on", "above"}
    found = {each.name: ask_again(book(SHOPS[name]), each.kind, each.name, "1") for each in at}
    values = set()
    for question in found.values():
        assert question and question.case
        check(question, SHOPS[name], DAY, CALENDARS.of(SHOPS[name]))
        values.add(question.case.values[asked])
    assert len(values) == 3


def test_the_number_on_a_limit_decides_there() -> None:
    """Each side of the corner shop's first limit, as it is meant: 600 itself is enough."""
    right = {}
    for side in ("below", "on", "above"):
        asked = ask_again(
            book(SHOPS["corner-shop"]), "tier", f"tier/single_purchase/600/{side}", "1"
        )
        assert asked
        (right[side],) = (str(each.text) for each in asked.options if each.id in asked.right)
    assert right == {"below": "都不符合", "on": "老主顾", "above": "老主顾"}


def test_the_day_before_a_figure_changes_and_the_day_itself_are_asked() -> None:
    dated = {"2026-01-01": 600, "2026-09-01": 800}
    floor = {"label": "门槛", "clause": "art4", "values": dated, "unit": "元"}
    policy = shop("corner-shop", {"figures.single_purchase_floor": floor})
    found = {
        side: ask_again(book(policy), "tier", f"tier/{day}", "1")
        for side, day in (("before", "2026-08-31"), ("after", "2026-09-01"))
    }
    for asked in found.values():
        assert asked and asked.case and asked.case.on in asked.topic
        assert "2026 年" in asked.text
        check(asked, policy, DAY, CALENDARS.of(policy))


def test_what_nobody_has_decided_is_the_honest_answer() -> None:
    questions = [*all_of(SHOPS["corner-shop"], "open")]
    cases = [each for each in questions if each.case]
    assert cases
    for each in cases:
        (right,) = (option.text for option in each.options if option.id in each.right)
        assert right.startswith("还不能确定")
        assert all(
            "有可能" in o.mistake or "不是" in o.mistake or "影响" in o.mistake
            for o in each.options
            if o.id not in each.right
        )


def test_an_open_question_on_two_penalties_keeps_them_apart() -> None:
    """What one clause costs is no wrong answer where it may be the other that holds."""
    for asked in all_of(SHOPS["foot-spa"], "cost"):
        if asked.topic == "application-disclosed-early":
            said = [str(option.mistake) for option in asked.options]
            assert not any("馆主没点头就说卡的事" in each for each in said)
            break
    else:
        pytest.fail("the penalty is not asked about")


def test_a_deadline_has_the_slips_that_people_make() -> None:
    mistakes = {
        str(option.mistake)
        for asked in all_of(SHOPS["foot-spa"], "due")
        for option in asked.options
    }
    assert "起算的那天不算，从第二天数起。" in mistakes
    assert "只避开了周六、周日，没有看节假日和调休。" in mistakes


def test_a_role_is_asked_about_its_own_work() -> None:
    own = paper("foot-spa", role="门迎").questions(0, 60)
    assert own
    assert all(not each.roles or "front-desk" in each.roles for each in own)
    assert {"who", "next", "cost"} <= {each.kind for each in own if each.roles}


def test_unknown_kinds_and_roles_are_refused() -> None:
    with pytest.raises(InputError, match="没有“tiers”这种题，是不是 tier"):
        paper("foot-spa", kinds=["tiers"])
    with pytest.raises(InputError, match="没有“门神”这个岗位"):
        paper("foot-spa", role="门神")


def test_a_topic_is_asked_again_with_other_numbers() -> None:
    asked = paper("foot-spa", kinds=["kit"]).questions(0, 1)[0]
    again = [ask_again(book(SHOPS["foot-spa"]), "kit", asked.topic, seed) for seed in "abcdef"]
    assert all(each and each.topic == asked.topic for each in again)
    assert len({str(each.text) for each in again if each}) > 1
    assert ask_again(book(SHOPS["foot-spa"]), "kit", "no such", "1") is None
    assert ask_again(book(SHOPS["foot-spa"]), "none", "no such", "1") is None


def test_the_page_gets_questions_with_their_key() -> None:
    request = {"seed": "1", "on": "2026-07-01", "kinds": ["cost"], "from": 1, "count": 2}
    answer = json.loads(quiz_text([SHOPS["foot-spa"]], CALENDARS, json.dumps(request)))
    expected = paper("foot-spa", kinds=["cost"]).questions(1, 2)
    assert [each["id"] for each in answer["questions"]] == [each.id for each in expected]
    assert answer["versions"] == {"foot-spa": SHOPS["foot-spa"].version}
    for document in answer["questions"]:
        assert {*document["answer"]} <= {option["id"] for option in document["options"]}
        assert document["why"]["runs"]
    first = answer["questions"][0]
    again = {"seed": "2", "on": "2026-07-01", "again": [[first["policy"], "cost", first["topic"]]]}
    (second,) = json.loads(quiz_text([SHOPS["foot-spa"]], CALENDARS, json.dumps(again)))[
        "questions"
    ]
    assert second["topic"] == first["topic"]


def test_the_page_is_told_what_is_wrong_with_a_request() -> None:
    for request in (
        {"seed": "1", "on": "2026-13-01", "from": 0, "count": 1},
        {"seed": "1", "on": "2026-07-01", "role": "nobody", "from": 0, "count": 1},
    ):
        answer = json.loads(quiz_text([SHOPS["foot-spa"]], CALENDARS, json.dumps(request)))
        assert answer["error"]["message"]


def test_questions_need_no_chance_but_the_seed() -> None:
    """Every visitor's Python begins with the same memory, and versions of Python differ."""
    for path in (ROOT / "calculator/tierquiz").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not {"random", "secrets", "uuid", "time"} & {*names}, path


def test_the_package_knows_the_engine_by_its_faces_alone() -> None:
    faces = {each.parent.name for each in (ROOT / "calculator/tiercalc").glob("*/__init__.py")}
    allowed = {"tiercalc", "tiercalc.documents", *(f"tiercalc.{face}" for face in faces)}
    for path in Path(ROOT / "calculator/tierquiz").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tiercalc"):
                assert node.module in allowed, (path, node.module)
