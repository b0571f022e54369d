"""From plain data to a `Policy`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import cast

from tiercalc.policy.examples import (
    DecideExample,
    DueExample,
    Evidence,
    EvidenceFigure,
    Example,
    FineExample,
)
from tiercalc.policy.marks import Marks
from tiercalc.policy.nameable import Nameable
from tiercalc.policy.plain import Node, canonical_json
from tiercalc.policy.policy import InForce, Policy, Source, Successor, Variant
from tiercalc.policy.reading_amounts import read_amount
from tiercalc.policy.reading_rules import (
    days_of,
    figure_value,
    read_decision,
    read_figure,
    read_impossible,
    read_input,
    read_scale,
)
from tiercalc.policy.reading_work import (
    read_deadline,
    read_process,
    read_role,
    read_sanction,
    read_service,
    when_of,
)
from tiercalc.policy.rulings import Ruling
from tiercalc.policy.services import Provision
from tiercalc.policy.vocabulary import (
    Met,
)
from tiercalc.policy.work import (
    Event,
    Form,
)


def load(data: Mapping[str, object], policy_id: str) -> Policy:
    """Read a policy's plain data (decoded JSON, or YAML with exact numbers).

    Raises PolicyError, with the path of keys, where the shape is not the grammar's. References
    between sections are not checked here; that is `tierbook check`'s work.
    """
    root = Node(data)
    policy = read(root, policy_id)
    root.require_sound()
    return policy


def read(root: Node, policy_id: str) -> Policy:
    """Read what can be read of a policy's plain data; the node notes what is not in form.

    With such slips the policy is for looking at alone: something empty stands in their places.
    """
    scales = _each(root, "scales", read_scale)
    inputs = _each(root, "inputs", lambda key, node: read_input(key, node, scales))
    amounts = _each(root, "amounts", read_amount)
    known = Nameable(inputs, amounts, scales, root.part("decisions"), read_decision)
    of_inputs = Nameable(inputs, {}, scales, {}, read_decision)
    source = root.get("source")
    return Policy(
        id=policy_id,
        version=_version(root.value),
        kind=root.get("kind").text(),
        title=root.get("title").text(),
        sector=root.get("sector").text(),
        calendar=root.optional("calendar", Node.text),
        marks=_marks(root),
        source=Source(
            title=source.get("title").text(),
            articles=source.optional("articles", lambda n: str(n.value)),
            completeness=source.get("completeness").text(),
            note=source.optional("note", Node.text),
        ),
        owner=root.words("owner"),
        in_force=root.optional("in_force", lambda node: _in_force(node, root)),
        variant=root.optional("variant", _variant),
        clauses={key: node.text() for key, node in root.part("clauses").items()},
        scales=scales,
        counted={scale: word.text() for scale, word in root.part("counted").items()},
        figures=_each(root, "figures", read_figure),
        ascending=tuple(chain.texts() for chain in root.rows("ascending")),
        inputs=inputs,
        impossible=tuple(read_impossible(case, of_inputs) for case in root.rows("impossible")),
        decisions=known.decisions,
        amounts=amounts,
        forms=_each(root, "forms", lambda k, n: Form(k, n.get("label").text(), n.words("kept_by"))),
        events=_each(
            root,
            "events",
            lambda k, n: Event(k, n.get("label").text(), n.get("type").text() == "datetime"),
        ),
        roles=_each(root, "roles", lambda key, node: read_role(key, node, known)),
        processes=_each(root, "processes", lambda key, node: read_process(key, node, known)),
        deadlines=_each(root, "deadlines", read_deadline),
        penalties=_each(root, "penalties", lambda key, node: read_sanction(key, node, known)),
        rewards=_each(root, "rewards", lambda key, node: read_sanction(key, node, known)),
        services=_each(root, "services", lambda key, node: read_service(key, node, known)),
        provisions=_each(root, "provisions", _provision),
        rulings=_each(root, "rulings", lambda key, node: _ruling(key, node, known)),
        aliases=_each(root, "aliases", lambda _, words: words.texts()),
        evidence=tuple(_evidence(node) for node in root.rows("evidence")),
        examples=tuple(_example(node) for node in root.rows("examples")),
    )


def _version(data: object) -> str:
    """What tells two versions apart; how a company calls what is open changes no policy."""
    if isinstance(data, Mapping):
        data = {key: value for key, value in data.items() if key != "marks"}
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def _marks(root: Node) -> Marks:
    own = root.part("marks")
    return Marks(**{each.name: own[each.name].text() for each in fields(Marks) if each.name in own})


def _each[T](root: Node, section: str, read: Callable[[str, Node], T]) -> dict[str, T]:
    return {key: read(key, node) for key, node in root.part(section).items()}


def _variant(node: Node) -> Variant:
    return Variant(node.get("of").text(), node.get("title").text(), node.words("differs"))


def _in_force(node: Node, root: Node) -> InForce:
    return InForce(
        start=node.get("from").day(),
        until=node.optional("until", Node.day),
        review_by=node.optional("review_by", Node.day),
        successor=node.optional("successor", lambda named: _successor(named, root)),
    )


def _successor(node: Node, root: Node) -> Successor:
    title = root.optional("successor_title", Node.text)
    return Successor(node.text(), title or node.text())


def _provision(key: str, node: Node) -> Provision:
    return Provision(
        key,
        node.get("topic").text(),
        node.get("text").text(),
        node.words("clause"),
        node.words("for"),
        days_of(node),
    )


def _ruling(key: str, node: Node, known: Nameable) -> Ruling:
    return Ruling(
        id=key,
        clause=node.words("clause"),
        question=node.get("question").text(),
        ruling=node.optional("ruling", Node.text),
        ground=node.optional("ground", Node.text),
        lost=node.flag("lost"),
        penalties=node.words("penalties"),
        of_one_case=node.flag("of_one_case"),
        roles=node.words("roles"),
        inputs=node.words("inputs"),
        when=when_of(node, known),
        precedence=node.flag("precedence"),
        counting=cast(Met | None, node.optional("counting", Node.text)),
        days=days_of(node),
    )


def _evidence(node: Node) -> Evidence:
    figures = tuple(
        EvidenceFigure(key, figure_value(value.get("value")), value.get("unit").text())
        for key, value in node.part("figures").items()
    )
    return Evidence(node.get("text").text(), figures)


def _example(node: Node) -> Example:
    ruling = node.optional("ruling", Node.text)
    trial = {key: value.value for key, value in node.part("set").items()}
    if node.has("due"):
        expect = node.get("expect").value
        return DueExample(
            node.get("due").text(),
            node.get("from").text(),
            trial,
            None if expect is None else str(expect),
            ruling,
        )
    expected = {key: value.value for key, value in node.get("expect").fields().items()}
    if node.has("fine"):
        counts = {key: int(value.number()) for key, value in node.get("fine").fields().items()}
        return FineExample(counts, expected, ruling)
    return DecideExample(
        given={key: value.value for key, value in node.get("given").fields().items()},
        on=node.optional("on", Node.day),
        set=trial,
        expect=expected,
        ruling=ruling,
    )
