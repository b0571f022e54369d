"""Every policy against the inventory of its source's facts: none lost.

`facts/` holds an inventory for each policy that has one, in our own words. A policy's title, how
complete its source is, the articles that it cites, and each fact's clause and words must stand.
`what` says what the fact is about. Of a figure it must stand under its clause, with its unit or by
its name; how much it is, the company may decide anew. A step stands by its name with all who do it,
so that it is missed where another does it, although the same clause tells that one other things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

import pytest
import yaml
from tiercalc.policy.policy import Policy

from handbook.checking.load import load_policies
from tests.library.told import KINDS, Told, told
from tests.paths import LIBRARY, POLICY

INVENTORIES = LIBRARY / "facts"
POLICIES = {loaded.id: loaded.policy for loaded in load_policies(POLICY)}
FACTS = sorted(path.stem for path in INVENTORIES.glob("*.yaml"))
HELD = [each for each in FACTS if each in POLICIES]
every_policy = pytest.mark.parametrize("policy", HELD)
# Besides being said exactly, these may stand in running text.
IN_PROSE = ("figure", "strength")
# Of these the number may become another one.
FREE_TO_CHANGE = ("figure", "deadline")
NUMBER = r"\d[\d,.:]*"
UNSET = "待定"
# The fields in which a policy says something in words of its own.
SAID = ("label", "text", "does", "traits", "topic", "consequence")


@dataclass(frozen=True)
class Fact:
    """What a source says. Without clauses it may stand anywhere in the policy."""

    kind: str
    what: str
    clauses: frozenset[str]
    says: str

    def __str__(self) -> str:
        words = ("、".join(sorted(self.clauses)), self.what, self.says)
        return " ".join([f"{self.kind}:", *filter(None, words)])

    def stands_in(self, part: Told) -> bool:
        """True where a part of a policy says so under all of the fact's clauses."""
        if not self.clauses <= part.clauses:
            return False
        if part.kind == self.kind:
            return plain(part.words) == plain(self.says)
        return part.kind == "prose" and self.kind in IN_PROSE and says(part.words, self.says)

    def places(self, parts: Sequence[Told]) -> dict[tuple[int, int], str]:
        """Where its figure, whatever its number, may be said: the part, its place in it, words."""
        found = {}
        for number, part in enumerate(parts):
            if not self.clauses <= part.clauses:
                continue
            if part.kind == self.kind:
                alike = re.escape(shape(self.says)).replace(UNSET, ".+")
                if re.fullmatch(alike, shape(part.words)) or part.name == self.what:
                    found[number, 0] = plain(part.words)
            elif part.kind == "prose" and self.kind in IN_PROSE:
                pattern = re.escape(shape(self.says)).replace("某数", NUMBER)
                for place in re.finditer(rf"(?<![\d.]){pattern}", plain(part.words)):
                    found[number, place.start()] = place[0]
        return found


@dataclass(frozen=True)
class Inventory:
    """The facts of one policy's source."""

    title: str
    completeness: str
    facts: tuple[Fact, ...]


def plain(words: str) -> str:
    """Words without quotation marks and without the spaces put between scripts."""
    return re.sub(r'[\s“”"]', "", words)


def shape(words: str) -> str:
    """Words with any number in the place of a number; several by day are as one."""
    return re.sub(r"([^、]+)(、\1)+", r"\1", re.sub(NUMBER, "某数", plain(words)))


def says(prose: str, words: str) -> bool:
    """True where words stand in running text; a number there must not be longer at its front."""
    return re.search(rf"(?<![\d.]){re.escape(plain(words))}", plain(prose)) is not None


def inventory(policy: str) -> Inventory:
    """The inventory of a policy's source. Articles are facts of their own."""
    data = yaml.safe_load((INVENTORIES / f"{policy}.yaml").read_text("utf-8"))
    articles = [Fact("article", "", frozenset(), name) for name in data["articles"]]
    facts = [
        Fact(each["kind"], each["what"], frozenset(clauses(each)), each["says"])
        for each in data["facts"]
    ]
    return Inventory(data["title"], data["completeness"], (*articles, *facts))


def clauses(entry: dict[str, str | list[str]]) -> list[str]:
    """The clauses of an entry: one, several, or none."""
    named = entry.get("clause", [])
    return [named] if isinstance(named, str) else named


def lost(policy: Policy) -> list[str]:
    """The facts that a policy does not say, by name."""
    return missing(inventory(policy.id).facts, told(policy))


def missing(facts: Sequence[Fact], parts: Sequence[Told]) -> list[str]:
    """The facts that no part says. One figure that is another one now stands for one fact."""
    unsaid = [fact for fact in facts if not any(fact.stands_in(part) for part in parts)]
    taken = {plain(fact.says) for fact in facts if fact not in unsaid}
    used: set[tuple[int, int]] = set()
    names = []
    for fact in unsaid:
        found = fact.places(parts) if fact.kind in FREE_TO_CHANGE else {}
        free = [place for place, words in found.items() if words not in taken and place not in used]
        if free:
            used.add(free[0])
        else:
            names.append(str(fact))
    return names


@every_policy
def test_no_fact_of_the_source_is_lost(policy: str) -> None:
    assert lost(POLICIES[policy]) == []


@every_policy
def test_the_source_keeps_its_title_and_how_complete_it_is(policy: str) -> None:
    source = POLICIES[policy].source
    expected = inventory(policy)
    assert (source.title, source.completeness) == (expected.title, expected.completeness)


@every_policy
def test_every_fact_of_a_clause_is_lost_with_its_clause(policy: str) -> None:
    renamed = dict.fromkeys(POLICIES[policy].clauses, "别处")
    facts = inventory(policy).facts
    named = [str(fact) for fact in facts if fact.clauses or fact.kind == "article"]
    assert lost(replace(POLICIES[policy], clauses=renamed)) == named


def muted(words: str, word: str) -> str:
    """Words without a word, with or without quotation marks and spaces in it."""
    return plain(words).replace(plain(word), "某") if plain(word) in plain(words) else words


def without[T](node: T, word: str) -> T:
    """The same policy, which does not say a word anywhere, nor has a clause of that name.

    Its ids stay, and so do the clauses that only hold the word: a fact is to be lost for its word.
    """
    if isinstance(node, Mapping):
        return {key: without(value, word) for key, value in node.items()}  # type: ignore[return-value]
    if isinstance(node, tuple):
        return tuple(without(value, word) for value in node)  # type: ignore[return-value]
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changes: dict[str, object] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name == "clauses":
            changes[field.name] = {
                id_: "某" if plain(name) == plain(word) else name for id_, name in value.items()
            }
        elif isinstance(value, str):
            changes[field.name] = muted(value, word) if field.name in SAID else value
        else:
            changes[field.name] = without(value, word)
    return replace(node, **changes)  # type: ignore[return-value]


@every_policy
@pytest.mark.parametrize("kind", ["strength", "actor", "article"])
def test_a_fact_is_named_when_its_word_is_taken_out(policy: str, kind: str) -> None:
    facts = [fact for fact in inventory(policy).facts if fact.kind == kind]
    for fact in facts:
        assert str(fact) in lost(without(POLICIES[policy], fact.says))


@pytest.mark.parametrize("prose", ["满 11000 元", "满 0.1000 元", "满 1000 次"])
def test_a_figure_is_not_found_inside_another(prose: str) -> None:
    assert says("满 1000 元", "1000 元")
    assert not says(prose, "1000 元")


@every_policy
def test_a_figure_is_named_when_it_is_taken_out(policy: str) -> None:
    facts, parts = inventory(policy).facts, told(POLICIES[policy])
    standing = [fact for fact in facts if any(fact.stands_in(part) for part in parts)]
    for fact in standing:
        if fact.kind in FREE_TO_CHANGE:
            named = missing(facts, [part for part in parts if not fact.stands_in(part)])
            # Beside a figure that the company decided anew, the one may be taken for the other.
            assert str(fact) in named if len(standing) == len(facts) else named


@every_policy
def test_a_figure_may_become_another_one(policy: str) -> None:
    facts, parts = inventory(policy).facts, told(POLICIES[policy])
    changed = [
        replace(part, words=re.sub(NUMBER, lambda found: f"7{found[0]}", part.words))
        if part.kind in (*FREE_TO_CHANGE, "prose")
        else part
        for part in parts
    ]
    figures = [str(fact) for fact in facts if fact.kind in FREE_TO_CHANGE]
    assert not {*figures} & {*missing(facts, changed)}


def test_every_kind_of_fact_is_one_that_policies_tell() -> None:
    told_kinds = {part.kind for policy in POLICIES.values() for part in told(policy)}
    assert told_kinds <= {*KINDS, "prose"}
    assert {fact.kind for policy in FACTS for fact in inventory(policy).facts} == {
        *KINDS,
        "strength",
    }
