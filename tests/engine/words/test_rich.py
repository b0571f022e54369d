"""Sentences that know what they name: what joining keeps, and what it adds."""

import copy
import json
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tiercalc.words import Run, Sentence, joined, naming, say

# What spacing hangs on stands at the ends of parts.
CHARACTERS = st.sampled_from("制度条，“”（）( )aZ09%. ")
texts = st.text(CHARACTERS, max_size=4)
things = st.builds(naming, st.sampled_from(["clause", "figure"]), texts, texts)
sentences = st.lists(st.one_of(texts, things), max_size=5).map(lambda parts: say(*parts))
parts = st.one_of(texts, things, sentences)


@given(st.lists(parts, max_size=6))
def test_a_sentence_is_the_text_of_its_parts_and_spaces(said: list[str]) -> None:
    text = str(say(*said))
    assert text.replace(" ", "") == "".join(said).replace(" ", "")
    assert "".join(run.text for run in say(*said).runs) == text


@given(parts, parts)
def test_a_space_stands_where_chinese_meets_a_digit_or_letter(first: str, then: str) -> None:
    meets = re.search("[一-鿿]\n[0-9A-Za-z(]|[0-9A-Za-z%)]\n[一-鿿]", f"{first}\n{then}")
    assert say(first, then) == (f"{first} {then}" if meets else f"{first}{then}")


@given(parts, parts, parts)
def test_it_is_the_same_sentence_however_it_is_joined(one: str, two: str, three: str) -> None:
    whole = say(one, two, three)
    assert say(say(one, two), three).runs == say(one, say(two, three)).runs == whole.runs


@given(st.lists(parts, max_size=6))
def test_joining_keeps_what_is_named(said: list[str]) -> None:
    named = [run for part in said for run in say(part).runs if run.kind]
    assert [run for run in say(*said).runs if run.kind] == named
    assert [run for run in joined("、", said).runs if run.kind] == named


@given(st.lists(parts, max_size=6))
def test_runs_are_never_empty_nor_broken_in_two(said: list[str]) -> None:
    runs = say(*said).runs
    assert all(run.text for run in runs)
    assert not any(a.kind is None and b.kind is None for a, b in pairwise(runs))


@given(sentences)
def test_a_sentence_is_its_text_for_all_else(said: Sentence) -> None:
    assert (said == str(said), hash(said) == hash(str(said)), type(str(said))) == (True, True, str)
    assert json.loads(json.dumps({said: [said]})) == {str(said): [str(said)]}


@given(sentences)
def test_a_copy_names_the_same(said: Sentence) -> None:
    same = copy.deepcopy(said)
    assert (same, same.runs) == (said, said.runs)


def test_what_names_a_kind_of_thing_can_be_left_out() -> None:
    said = say(
        "满", naming("figure", "limit", "1,000 元"), naming("clause", "five", "第五条"), "。"
    )
    assert said == "满 1,000 元第五条。"
    assert said.without("clause").runs == (
        Run("满 "),
        Run("1,000 元", "figure", "limit"),
        Run("。"),
    )
    assert said.without("clause", "figure") == "满 。"
