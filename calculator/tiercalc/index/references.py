"""The index of who names whom: every place of a policy that names a thing, found by one walk.

The walk follows the types of the model's fields (`ids`): a new field or section is in the index as
soon as its type says what it names. `kinds` tells out of which lists an id may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from tiercalc.index.kinds import Home, Naming, Path, Reference, references_of
from tiercalc.policy.ids import Derived, Said
from tiercalc.policy.types.base import Type

if TYPE_CHECKING:
    from tiercalc.policy import Policy

_IN_TEXT = re.compile(r"\{([^{}]*)\}")


class Saying(NamedTuple):
    """What a policy says to a reader, the path there, and whether `{…}` in it is filled in."""

    text: str
    path: Path
    filled: bool


@dataclass
class _Walk:
    """What one walk has found, and the things around the place where it stands."""

    policy: Policy
    around: list[object] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)


type _Visit = Callable[[_Walk, Any, Path], None]


class Index:
    """Every reference of a policy, every text that it says, and what names a thing.

    `unknown` are the references to what is not declared; a sound policy has none.
    """

    def __init__(self, policy: Policy) -> None:
        self._declared: dict[Home, frozenset[str]] = {}
        walk = _Walk(policy)
        _visit_thing(walk, policy, ())
        self.policy = policy
        self.references = tuple(walk.references)
        self.sayings = tuple(walk.sayings)
        self._by_name: dict[tuple[Home, str], list[Reference]] = {}
        unknown: list[Reference] = []
        for reference in self.references:
            homes = self.homes(reference)
            if not homes:
                unknown.append(reference)
            for home in _with_roles(homes):
                self._by_name.setdefault((home, reference.id), []).append(reference)
        self.unknown = tuple(unknown)

    @property
    def named(self) -> Collection[tuple[Home, str]]:
        """Everything that something names, each once: the list and the id."""
        return self._by_name.keys()

    def homes(self, reference: Reference) -> tuple[Home, ...]:
        """The lists in which what is named really stands; none where it is not declared."""
        return tuple(home for home in reference.homes if reference.id in self._ids(home))

    def _ids(self, home: Home) -> frozenset[str]:
        known = self._declared.get(home)
        if known is None:
            known = self._declared[home] = frozenset(declared(self.policy, home))
        return known

    def naming(self, section: str, id_: str, owner: str | None = None) -> tuple[Reference, ...]:
        """What names a thing of a section, or of what belongs to one thing in it (see `Home`)."""
        return tuple(self._by_name.get((Home(section, owner), id_), ()))

    def behind(self, decision: str) -> tuple[Reference, ...]:
        """What a decision's rules name, and the decisions and amounts that they hang on."""
        chain: list[tuple[str, ...]] = [("decisions", decision, "rules")]
        for each in chain:
            for named in self.inside(*each):
                homes = self.homes(named)
                for home, rest in ((Home("decisions"), ("rules",)), (Home("amounts"), ())):
                    below = (home.section, named.id, *rest)
                    if home in homes and below not in chain:
                        chain.append(below)
        return tuple(each for place in chain for each in self.inside(*place))

    def inside(self, *path: str | int) -> tuple[Reference, ...]:
        """What is named below a place."""
        return tuple(each for each in self.references if each.path[: len(path)] == path)


@lru_cache(maxsize=1024)
def index_of(policy: Policy) -> Index:
    """Who names whom in a policy, and what it says; made when it is first asked for."""
    return Index(policy)


def _with_roles(homes: Iterable[Home]) -> Iterator[Home]:
    """The lists, and the roles where one of them is those of a penalty: who is named is a role."""
    yield from homes
    yield from (Home("roles") for home in homes if home.section == "penalties" and home.owner)


def declared(policy: Policy, home: Home) -> Collection[str]:
    """The ids in a list; none where there is no such list."""
    section, owner = home
    things: Mapping[str, Any] = getattr(policy, section, {})
    if owner is None:
        return things.keys()
    if section == "evidence":
        return [figure.id for figure in policy.evidence[int(owner)].figures]
    if owner not in things:
        return ()
    match section:
        case "scales":
            return policy.scales[owner].ids()
        case "processes":
            return [step.id for step in policy.processes[owner].steps]
        case "decisions":
            return policy.decisions[owner].outcomes()
        case _:
            return policy.penalties[owner].roles()


def _visit_thing(walk: _Walk, thing: Any, path: Path) -> None:
    walk.around.append(thing)
    for name, visit in _fields(thing.__class__):
        visit(walk, getattr(thing, name), (*path, name))
    walk.around.pop()


@cache
def _fields(thing: Any) -> tuple[tuple[str, _Visit], ...]:
    """The fields of a class of the model in which something can be named or said."""
    hints = get_type_hints(thing, include_extras=True)
    visits = ((name, _visit(hint)) for name, hint in hints.items())
    return tuple((name, visit) for name, visit in visits if visit is not None)


def _visit(hint: Any) -> _Visit | None:
    """How a value of a type is gone through; None where nothing is named or said in it."""
    inner = get_args(hint)
    match get_origin(hint):
        case None:
            return _visit_thing if _is_thing(hint) else None
        case origin if origin is Annotated:
            mark = inner[1]
            if isinstance(mark, Derived):
                return None
            return _say(mark) if isinstance(mark, Said) else _name(mark.kind)
        case origin if origin is tuple:
            return _items(_visit(inner[0])) if inner[1:] == (...,) else _parts(inner)
        case origin if origin is Mapping:
            return _entries(inner[0], _visit(inner[1]))
    return _one_of(inner)


def _is_thing(hint: Any) -> bool:
    if not isinstance(hint, type) or issubclass(hint, Type):
        # What the type of an input knows of a scale is the scale's own.
        return False
    return is_dataclass(hint) or hasattr(hint, "_fields")


def _name(kind: str, *, on_key: bool = False) -> _Visit:
    refers = references_of(kind)

    def visit(walk: _Walk, value: Any, path: Path) -> None:
        walk.references += refers(Naming(value, path, walk.around, walk.policy, on_key))

    return visit


def _say(said: Said) -> _Visit:
    refers = None if said.kind is None else references_of(said.kind)

    def visit(walk: _Walk, text: str, path: Path) -> None:
        walk.sayings.append(Saying(text, path, refers is not None))
        if refers is not None and "{" in text:
            for name in _IN_TEXT.findall(text):
                found = refers(Naming(name, path, walk.around, walk.policy))
                walk.references += (each._replace(in_text=True) for each in found)

    return visit


def _items(visit: _Visit | None) -> _Visit | None:
    if visit is None:
        return None

    def visit_all(walk: _Walk, items: tuple[Any, ...], path: Path) -> None:
        for place, item in enumerate(items):
            visit(walk, item, (*path, place))

    return visit_all


def _parts(hints: tuple[Any, ...]) -> _Visit | None:
    visits = [(place, _visit(hint)) for place, hint in enumerate(hints)]
    known = [(place, visit) for place, visit in visits if visit is not None]

    def visit_parts(walk: _Walk, parts: tuple[Any, ...], path: Path) -> None:
        for place, visit in known:
            visit(walk, parts[place], (*path, place))

    return visit_parts if known else None


def _entries(key: Any, visit: _Visit | None) -> _Visit | None:
    named = _name(get_args(key)[1].kind, on_key=True) if get_origin(key) is Annotated else None

    def visit_entries(walk: _Walk, entries: Mapping[str, Any], path: Path) -> None:
        for name, value in entries.items():
            if named:
                named(walk, name, (*path, name))
            if visit:
                visit(walk, value, (*path, name))

    return visit_entries if named or visit else None


def _one_of(hints: tuple[Any, ...]) -> _Visit | None:
    visits = [(_class(hint), _visit(hint)) for hint in hints]
    known = [(kind, visit) for kind, visit in visits if visit is not None]

    def visit_one(walk: _Walk, value: Any, path: Path) -> None:
        for kind, visit in known:
            if isinstance(value, kind):
                return visit(walk, value, path)
        return None

    return visit_one if known else None


def _class(hint: Any) -> type:
    """The class of the values of a type: str for an id, tuple for several."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _class(get_args(hint)[0])
    found: type = origin or hint
    return found
