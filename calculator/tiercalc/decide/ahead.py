"""What lies ahead in a diagram: its results, and the unknowns that these hang on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from tiercalc.decide.diagrams import INFEASIBLE, Branch, Diagram, Leaf


def results(diagram: Diagram) -> tuple[Hashable, ...]:
    """Every result that some feasible completion gives, in the order of first meeting."""
    found = (node.result for node in _nodes(diagram) if isinstance(node, Leaf))
    return tuple(dict.fromkeys(result for result in found if result != INFEASIBLE))


class Ahead:
    """Which results lie ahead in a diagram, found once for all that is asked of it."""

    def __init__(self, diagram: Diagram, order: Sequence[str]) -> None:
        self._diagram = diagram
        self._place = {unknown: place for place, unknown in enumerate(order)}
        self._known: dict[int, frozenset[Hashable]] = {}

    def once_known(self, unknown: str, cells: int) -> list[frozenset[Hashable]]:
        """The results that are still possible once an unknown lies in its first, second … cell."""
        found: list[set[Hashable]] = [set() for _ in range(cells)]
        for node in _nodes(self._diagram, lambda node: self._is_before(node, unknown)):
            if isinstance(node, Branch) and node.unknown == unknown:
                for cell, way in enumerate(node.ways):
                    found[cell] |= self._of(way)
            elif not self._is_before(node, unknown):
                beyond = self._of(node)
                for each in found:
                    each |= beyond
        return [frozenset(each) for each in found]

    def _is_before(self, node: Diagram, unknown: str) -> bool:
        """Whether a node asks for something that is asked sooner."""
        return isinstance(node, Branch) and self._place[node.unknown] < self._place[unknown]

    def _of(self, node: Diagram) -> frozenset[Hashable]:
        if id(node) not in self._known:
            self._known[id(node)] = self._found(node)
        return self._known[id(node)]

    def _found(self, node: Diagram) -> frozenset[Hashable]:
        if isinstance(node, Branch):
            return frozenset().union(*(self._of(way) for way in node.ways))
        return frozenset() if node.result == INFEASIBLE else frozenset([node.result])


def asked_in(diagram: Diagram) -> set[str]:
    """The unknowns that a diagram asks for at all."""
    return {node.unknown for node in _nodes(diagram) if isinstance(node, Branch)}


def decisive(diagram: Diagram, order: Sequence[str]) -> tuple[str, ...]:
    """The unknowns such that two feasible completions that differ in one alone differ in result."""
    pairs: dict[tuple[int, int], bool] = {}
    place = {unknown: i for i, unknown in enumerate(order)}
    found = set()
    for node in _nodes(diagram):
        if isinstance(node, Branch) and node.unknown not in found:
            ways = tuple(dict.fromkeys(node.ways))
            if any(_differ(a, b, place, pairs) for i, a in enumerate(ways) for b in ways[i + 1 :]):
                found.add(node.unknown)
    return tuple(unknown for unknown in order if unknown in found)


def _differ(
    a: Diagram, b: Diagram, place: Mapping[str, int], pairs: dict[tuple[int, int], bool]
) -> bool:
    """True if one completion is feasible in both diagrams and gives them different results."""
    if a is b or Leaf(INFEASIBLE) in (a, b):
        return False
    if isinstance(a, Leaf) and isinstance(b, Leaf):
        return a.result != b.result
    key = (id(a), id(b))
    if key not in pairs:
        pairs[key] = any(_differ(x, y, place, pairs) for _, _, x, y in in_step(a, b, place))
    return pairs[key]


def in_step(
    a: Diagram, b: Diagram, place: Mapping[str, int]
) -> Iterator[tuple[str, int, Diagram, Diagram]]:
    """The unknown that two diagrams ask next, cell by cell, and where each of them goes on.

    `place` is the order in which unknowns are asked; nothing comes of two leaves.
    """
    asked = [node.unknown for node in (a, b) if isinstance(node, Branch)]
    if not asked:
        return
    unknown = min(asked, key=place.__getitem__)
    ways = [
        node.ways if isinstance(node, Branch) and node.unknown == unknown else None
        for node in (a, b)
    ]
    for cell in range(len(ways[0] or ways[1] or ())):
        yield unknown, cell, ways[0][cell] if ways[0] else a, ways[1][cell] if ways[1] else b


def _nodes(
    diagram: Diagram, through: Callable[[Branch], bool] = lambda _: True
) -> Iterator[Diagram]:
    """The nodes that are met on the way down, beyond those `through` which it leads."""
    seen: set[int] = set()
    stack = [diagram]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, Branch) and through(node):
            stack.extend(reversed(node.ways))
