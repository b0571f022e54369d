"""Out of which lists an id may be, for each kind of name in the model (`ids`).

Most kinds are a section's; of the others a field beside the name, or the thing around it, tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tiercalc.policy import (
    END,
    OTHERWISE,
    UNDETERMINED,
    UNNAMED,
    Amount,
    Bound,
    Decision,
    OneOf,
    Process,
    Service,
)
from tiercalc.policy.vocabulary import Called

if TYPE_CHECKING:
    from tiercalc.policy import Policy

# Fields, keys and indexes that lead from a policy to a place in it.
Path = tuple[str | int, ...]


class Home(NamedTuple):
    """A list of ids: a section, or what belongs to one thing of it.

    That is a scale's values, a process's steps, a penalty's roles, a piece of evidence's figures,
    the outcomes of a decision that has no scale.
    """

    section: str
    owner: str | None = None


class Reference(NamedTuple):
    """An id where something names it, and the lists in which it should stand.

    `path` leads there from the policy through the model; `on_key` tells that the last step of it
    is the id itself, `in_text` that the id stands in braces in what is said there.
    """

    id: str
    homes: tuple[Home, ...]
    path: Path
    on_key: bool = False
    in_text: bool = False

    @property
    def section(self) -> str:
        """The section in which it is named."""
        return str(self.path[0])

    def may_be_of(self, section: str) -> bool:
        """True where an id of the section may stand."""
        return Home(section) in self.homes


class Naming(NamedTuple):
    """What stands where a kind of name may, with the things around it, the outermost first."""

    value: Any
    path: Path
    around: Sequence[object]
    policy: Policy
    on_key: bool = False

    def of(self, *homes: Home, but: str | None = None) -> Iterator[Reference]:
        """The reference to an id out of these lists, unless a word of the grammar stands there."""
        if homes and self.value and self.value != but:
            yield Reference(self.value, homes, self.path, self.on_key)

    def words(self) -> Iterator[Naming]:
        """The ids of plain data: each text of a list, or the one text in its place."""
        items = enumerate(self.value) if isinstance(self.value, list | tuple) else ()
        listed = (Naming(v, (*self.path, i), self.around, self.policy) for i, v in items)
        yield from (each for each in (self, *listed) if isinstance(each.value, str))

    def keys(self, value: object) -> Iterator[tuple[Naming, Naming]]:
        """The entries of plain data: each key as a name, and what stands there."""
        for key, part in value.items() if isinstance(value, Mapping) else ():
            path = (*self.path, key)
            name = Naming(key, path, self.around, self.policy, on_key=True)
            yield name, Naming(part, path, self.around, self.policy)


def references_of(kind: str) -> Callable[[Naming], Iterable[Reference]]:
    """What a name of a kind refers to."""
    home = Home(kind)
    return _KINDS.get(kind) or (lambda naming: naming.of(home))


def _outcome(naming: Naming) -> Iterator[Reference]:
    for thing in reversed(naming.around):
        if isinstance(thing, Called):
            return naming.of(*_answers(thing.decision, naming.policy))
        if isinstance(thing, Decision):
            return naming.of(*_values(thing.scale), but=OTHERWISE)
    return iter(())


def _answers(decision: str, policy: Policy) -> tuple[Home, ...]:
    decided = policy.decisions.get(decision)
    return _values(decided.scale) if decided else ()


def _values(scale: str | None) -> tuple[Home, ...]:
    return () if scale is None else (Home("scales", scale),)


def _choices(asked: str, policy: Policy) -> tuple[Home, ...]:
    found = policy.inputs.get(asked)
    if found or asked not in policy.decisions:
        return _values(found.scale) if found else ()
    scale = policy.decisions[asked].scale
    return (Home("decisions", asked),) if scale is None else _values(scale)


def _rated(naming: Naming) -> Iterator[Reference]:
    (amount,) = (thing for thing in naming.around if isinstance(thing, Amount))
    decision = amount.times if isinstance(amount.times, str) else ""
    return naming.of(*_choices(decision, naming.policy), but=OTHERWISE)


def _choice(naming: Naming) -> Iterator[Reference]:
    (test,) = (thing for thing in naming.around if isinstance(thing, OneOf | Bound))
    return naming.of(*_choices(test.input, naming.policy))


def _served(naming: Naming) -> Iterator[Reference]:
    (service,) = (thing for thing in naming.around if isinstance(thing, Service))
    return naming.of(*(() if service.scope == _ALL else _values(service.scope)))


def _next(naming: Naming) -> Iterator[Reference]:
    (process,) = (thing for thing in naming.around if isinstance(thing, Process))
    return naming.of(Home("processes", process.id), but=END)


def _value(naming: Naming) -> Iterator[Reference]:
    return naming.of(*(Home("scales", scale) for scale in naming.policy.scales))


def _reported(naming: Naming) -> Iterator[Reference]:
    return naming.of(Home("evidence", str(naming.path[1])), Home("figures"))


def _given(naming: Naming) -> Iterator[Reference]:
    homes = _choices(str(naming.path[-1]), naming.policy)
    for word in naming.words():
        yield from word.of(*homes)


def _expected(naming: Naming) -> Iterator[Reference]:
    for name, value in naming.keys(naming.value):
        match name.value:
            case "missing":
                for word in value.words():
                    yield from word.of(Home("inputs"), Home("figures"), Home("rulings"))
            case "entitled":
                for word in (*value.words(), *(key for key, _ in value.keys(value.value))):
                    yield from word.of(Home("services"))
            case decision:
                yield from name.of(Home("decisions"), Home("amounts"))
                for word in value.words():
                    yield from word.of(*_answers(decision, naming.policy), but=UNDETERMINED)


def _charged(naming: Naming) -> Iterator[Reference]:
    for name, value in naming.keys(naming.value):
        if name.value == "by_role":
            for role, _ in value.keys(value.value):
                yield from role.of(Home("roles"))


def _counted(naming: Naming) -> Iterator[Reference]:
    penalty, _, role = str(naming.value).partition(":")
    yield Reference(penalty, (Home("penalties"),), naming.path, naming.on_key)
    if role:
        yield Reference(role, (Home("penalties", penalty),), naming.path, naming.on_key)


_ALL = "all"
_KINDS: Mapping[str, Callable[[Naming], Iterable[Reference]]] = {
    "base": lambda naming: naming.of(Home("inputs"), Home("amounts")),
    "term": lambda naming: naming.of(Home("figures"), Home("inputs"), Home("amounts")),
    "rate": lambda naming: naming.of(Home("decisions"), Home("figures")),
    "tested": lambda naming: naming.of(Home("inputs"), Home("decisions"), Home("amounts")),
    "rated": _rated,
    "outcome": _outcome,
    "among": _outcome,
    "choice": _choice,
    "scope": lambda naming: naming.of(Home("scales"), but=_ALL),
    "served": _served,
    "value": _value,
    "next": _next,
    "blamed": lambda naming: naming.of(Home("roles"), but=UNNAMED),
    "reported": _reported,
    "given": _given,
    "expected": _expected,
    "charged": _charged,
    "counted": _counted,
}
