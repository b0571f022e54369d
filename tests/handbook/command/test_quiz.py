"""`tierbook quiz`: a paper for the class, its key, and the same for other programs."""

from __future__ import annotations

from typing import Any

from tests.command import document, error, tierbook
from tests.shop import SHOPS

ON = ("--on", "2026-07-01")


def told(*words: str) -> list[str]:
    done = tierbook("quiz", *words, *ON)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().splitlines()


def asked(*words: str) -> dict[str, Any]:
    return document("quiz", *words, *ON)


def test_a_paper_says_what_it_is_made_from_and_leaves_room_for_a_name() -> None:
    lines = told("foot-spa", "--count", "4", "--seed", "一班")
    assert lines[0] == "练习卷　种子 一班　按 2026-07-01 的规定　共 4 题"
    assert lines[1] == f"《{SHOPS['foot-spa'].title}》版本 {SHOPS['foot-spa'].version[:12]}"
    assert lines[2].startswith("姓名：")
    numbers = [line.partition(".")[0] for line in lines if line[:1].isdigit()]
    assert numbers == ["1", "2", "3", "4"]
    assert "答案" not in lines


def test_the_key_has_a_letter_a_reason_and_a_clause_for_each_question() -> None:
    words = ("foot-spa", "--count", "6", "--seed", "一班")
    lines = told(*words, "--key")
    at = lines.index("答案")
    assert lines[: at - 1] == told(*words)
    questions = asked(*words, "--key")["questions"]
    assert lines[at + 1 :] == [
        f"{number}. {''.join(each['answer'])}　{each['why']}"
        for number, each in enumerate(questions, 1)
    ]


def test_without_its_key_a_paper_gives_nothing_away() -> None:
    words = ("foot-spa", "corner-shop", "--count", "8", "--seed", "2")
    plain, keyed = asked(*words), asked(*words, "--key")
    assert plain["versions"] == {name: SHOPS[name].version for name in plain["versions"]}
    for bare, whole in zip(plain["questions"], keyed["questions"], strict=True):
        assert "answer" not in bare
        assert (bare["why"], bare["clause"]) == ("", [])
        assert all(list(option) == ["id", "text"] for option in bare["options"])
        for key in ("id", "policy", "kind", "text"):
            assert bare[key] == whole[key]
        assert whole["answer"]
        assert whole["why"]


def test_kinds_are_chosen_by_either_name_and_a_role_by_its() -> None:
    by_id = asked("foot-spa", "--kind", "cost", "--kind", "kit", "--count", "6")
    assert {each["kind"] for each in by_id["questions"]} == {"cost", "kit"}
    assert by_id == asked("foot-spa", "--kind", "怎样处罚", "--kind", "备多少", "--count", "6")
    assert asked("foot-spa", "--role", "门迎", "--count", "3")["role"] == "门迎"


def test_a_paper_that_falls_short_says_so() -> None:
    done = tierbook("quiz", "foot-spa", "--kind", "form", "--count", "400", *ON)
    assert done.returncode == 0
    assert "这些制度里这样的题只有" in done.stderr.decode()


def test_the_seed_is_the_days_where_none_is_named() -> None:
    assert asked("foot-spa")["seed"] == "2026-07-01"
    assert len(asked("foot-spa")["questions"]) == 10


def test_what_cannot_be_asked_is_refused_in_a_sentence() -> None:
    assert error("quiz", "foot-spa", "--kind", "costs")["message"].startswith("没有“costs”这种题")
    assert error("quiz", "foot-spa", "--role", "nobody")["code"] == "unknown-role"
    assert "1 到 500" in error("quiz", "foot-spa", "--count", "many")["message"]
    assert error("quiz", "foot-spas")["input"]
    assert error("quiz", "foot-spa", "--on", "tomorrow")["code"] == "bad-date"
