"""From plain data to a `Policy`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from tiercalc import model as m
from tiercalc.conditions import tests
from tiercalc.plain import Node, canonical_json, parse_number

_PERIODS = ("day", "month", "quarter", "year")


def load(data: Mapping[str, object], policy_id: str) -> m.Policy:
    """Read a policy's plain data (decoded JSON, or YAML with exact numbers).

    Raises PolicyError, with the path of keys, where the shape is not the grammar's. References
    between sections are not checked here; that is `tierbook check`'s work.
    """
    root = Node(data)
    inputs = _each(root, "inputs", _input)
    source = root.get("source")
    return m.Policy(
        id=policy_id,
        version=hashlib.sha256(canonical_json(data).encode()).hexdigest(),
        kind=root.get("kind").text(),
        title=root.get("title").text(),
        sector=root.get("sector").text(),
        source=m.Source(
            title=source.get("title").text(),
            articles=source.optional("articles", lambda n: str(n.value)),
            completeness=source.get("completeness").text(),
            note=source.optional("note", Node.text),
        ),
        owner=root.words("owner"),
        in_force=root.optional("in_force", _in_force),
        clauses={key: node.text() for key, node in root.part("clauses").items()},
        scales=_each(root, "scales", _scale),
        counted={scale: word.text() for scale, word in root.part("counted").items()},
        figures=_each(root, "figures", _figure),
        ascending=tuple(chain.texts() for chain in root.rows("ascending")),
        inputs=inputs,
        impossible=tuple(_impossible(case, inputs) for case in root.rows("impossible")),
        decisions=_each(root, "decisions", lambda key, node: _decision(key, node, inputs)),
        amounts=_each(root, "amounts", _amount),
        forms=_each(
            root, "forms", lambda k, n: m.Form(k, n.get("label").text(), n.words("kept_by"))
        ),
        events=_each(
            root,
            "events",
            lambda k, n: m.Event(k, n.get("label").text(), n.get("type").text() == "datetime"),
        ),
        roles=_each(root, "roles", lambda key, node: _role(key, node, inputs)),
        processes=_each(root, "processes", lambda key, node: _process(key, node, inputs)),
        deadlines=_each(root, "deadlines", _deadline),
        penalties=_each(root, "penalties", lambda key, node: _sanction(key, node, inputs)),
        rewards=_each(root, "rewards", lambda key, node: _sanction(key, node, inputs)),
        services=_each(root, "services", lambda key, node: _service(key, node, inputs)),
        provisions=_each(root, "provisions", _provision),
        rulings=_each(root, "rulings", lambda key, node: _ruling(key, node, inputs)),
        evidence=tuple(_evidence(node) for node in root.rows("evidence")),
        examples=tuple(_example(node) for node in root.rows("examples")),
    )


def _each[T](root: Node, section: str, read: Callable[[str, Node], T]) -> dict[str, T]:
    return {key: read(key, node) for key, node in root.part(section).items()}


def _clause(node: Node) -> m.Clauses:
    return node.words("clause")


def _in_force(node: Node) -> m.InForce:
    return m.InForce(
        start=node.get("from").day(),
        until=node.optional("until", Node.day),
        review_by=node.optional("review_by", Node.day),
    )


def _scale(key: str, node: Node) -> m.Scale:
    values = []
    for value, label in node.fields().items():
        if isinstance(label.value, str):
            values.append(m.ScaleValue(value, label.value, None))
        else:
            values.append(
                m.ScaleValue(value, label.get("label").text(), label.optional("traits", Node.text))
            )
    return m.Scale(key, tuple(values))


def _figure_value(node: Node) -> Decimal | str:
    number = parse_number(node.value)
    return node.text() if number is None else number


def _figure(key: str, node: Node) -> m.Figure:
    dated: list[tuple[date | None, Decimal | str]] = []
    if node.has("value"):
        dated = [(None, _figure_value(node.get("value")))]
    for day, value in node.part("values").items():
        dated.append((Node(day, value.path).day(), _figure_value(value)))
    return m.Figure(
        id=key,
        label=node.get("label").text(),
        unit=node.get("unit").text(),
        clause=_clause(node),
        dated=tuple(sorted(dated, key=lambda entry: entry[0] or date.min)),
        unset=node.optional("unset", Node.text),
        by=node.optional("by", Node.text),
    )


def _input(key: str, node: Node) -> m.Input:
    return m.Input(
        id=key,
        label=node.get("label").text(),
        type=cast(m.InputType, node.get("type").text()),
        scale=node.optional("scale", Node.text),
        help=node.optional("help", Node.text),
        more_is_better=node.flag("more_is_better"),
        window=node.optional("window", _window),
        book=node.optional("book", lambda n: next((k, v.text()) for k, v in n.fields().items())),
        least=node.optional("least", Node.number),
        part_of=node.optional("part_of", Node.text),
    )


def _window(node: Node) -> m.Window:
    return m.Window(None) if node.value == "single" else m.Window(node.get("months").text())


def condition(node: Node, inputs: Mapping[str, m.Input]) -> m.Condition:
    """A condition of the grammar: a mapping is all-of its entries."""
    parts: list[m.Condition] = []
    for key, value in node.fields().items():
        if key == "all":
            parts.append(m.AllOf(tuple(condition(part, inputs) for part in value.items())))
        elif key == "any":
            parts.append(m.AnyOf(tuple(condition(part, inputs) for part in value.items())))
        elif key == "not":
            parts.append(m.Not(condition(value, inputs)))
        elif key in inputs:
            parts.extend(_atoms(value, inputs[key]))
        else:
            raise value.fail("已声明的输入项")
    return parts[0] if len(parts) == 1 else m.AllOf(tuple(parts))


def _atoms(node: Node, asked: m.Input) -> list[m.Condition]:
    if isinstance(node.value, Mapping):
        return [
            m.Bound(asked.id, cast(m.Operator, operator), _operand(limit, asked))
            for operator, limit in node.fields().items()
        ]
    values = node.items() if isinstance(node.value, list | tuple) else [node]
    return [m.OneOf(asked.id, tuple(_operand(value, asked) for value in values))]


def _operand(node: Node, asked: m.Input) -> m.Operand:
    if asked.type == "bool":
        if not isinstance(node.value, bool):
            raise node.fail("true 或 false")
        return node.value
    if asked.type in m.NUMERIC:
        number = parse_number(node.value)
        return m.FigureRef(node.text()) if number is None else number
    return node.text()


def _impossible(node: Node, inputs: Mapping[str, m.Input]) -> m.Impossible:
    when = condition(node.get("when"), inputs)
    asked = frozenset(test.input for test in tests(when))
    return m.Impossible(when, asked, node.get("why").text())


def _decision(key: str, node: Node, inputs: Mapping[str, m.Input]) -> m.Decision:
    return m.Decision(
        id=key,
        label=node.get("label").text(),
        scale=node.optional("scale", Node.text),
        collect=node.has("hit") and node.get("hit").text() == "collect",
        ladder=node.flag("ladder"),
        complete=node.flag("complete"),
        illustration=node.flag("illustration"),
        ends=node.words("ends"),
        none=node.optional("none", _nothing),
        rules=tuple(
            m.Rule(
                number=number,
                outcome=rule.optional("outcome", Node.text),
                open=rule.optional("open", Node.text),
                between=rule.words("between"),
                figure=rule.optional("figure", Node.text),
                clause=_clause(rule),
                rulings=rule.words("ruling"),
                may=rule.flag("may"),
                traits=rule.optional("traits", Node.text),
                when=condition(rule.get("when"), inputs),
            )
            for number, rule in enumerate(node.get("rules").items(), 1)
        ),
    )


def _nothing(node: Node) -> m.Nothing:
    return m.Nothing(node.get("label").text(), node.optional("ruling", Node.text))


def _amount(key: str, node: Node) -> m.Amount:
    return m.Amount(
        id=key,
        label=node.get("label").text(),
        of=node.get("of").text(),
        times=node.optional("times", Node.text),
        round=node.optional("round", lambda n: m.Round(n.get("to").number(), n.get("mode").text())),
        ruling=node.optional("ruling", Node.text),
    )


def _role(key: str, node: Node, inputs: Mapping[str, m.Input]) -> m.Role:
    duties = (
        m.Duty(duty.get("text").text(), _clause(duty), _follows(duty), _when(duty, inputs))
        for duty in node.rows("duties")
    )
    return m.Role(key, node.get("label").text(), tuple(duties))


def _process(key: str, node: Node, inputs: Mapping[str, m.Input]) -> m.Process:
    steps = tuple(
        m.Step(
            id=step.get("id").text(),
            by=step.words("by"),
            does=step.get("does").text(),
            form=step.words("form"),
            to=step.words("to"),
            tells=step.words("tells"),
            deadline=step.optional("deadline", Node.text),
            gate=step.optional("gate", lambda n: m.Gate(n.get("yes").text(), n.get("no").text())),
            event=step.optional("event", Node.text),
            clause=_clause(step),
            rulings=step.words("ruling"),
            follows=_follows(step),
            when=_when(step, inputs),
        )
        for step in node.get("steps").items()
    )
    return m.Process(
        id=key,
        label=node.get("label").text(),
        on=node.optional("on", Node.text),
        ordered=not node.flag("unordered"),
        steps=steps,
        follows=_follows(node),
        when=_when(node, inputs),
    )


def _follows(node: Node) -> m.Follows:
    decisions = node.get("follows").fields() if node.has("follows") else {}
    return tuple(
        (decision, outcome.text())
        for decision, outcomes in decisions.items()
        for outcome in outcomes.items()
    )


def _when(node: Node, inputs: Mapping[str, m.Input]) -> m.Condition | None:
    return node.optional("when", lambda when: condition(when, inputs))


def _deadline(key: str, node: Node) -> m.Deadline:
    return m.Deadline(
        id=key,
        label=node.get("label").text(),
        clause=_clause(node),
        rulings=node.words("ruling"),
        roll=node.has("roll"),
        sense=cast(m.Sense, node.optional("sense", Node.text) or "by"),
        term=_term(node),
    )


def _term(node: Node) -> m.Within | m.EndOf | m.Every:
    if node.has("every"):
        every = node.get("every").text()
        event = node.optional("after", Node.text)
        if every in _PERIODS:
            return m.Every(cast(m.Period, every), None, event)
        return m.Every(None, every, event)
    before = node.has("before")
    event = node.get("before" if before else "after").text()
    if node.has("end_of"):
        return m.EndOf(event, cast(m.Period, node.get("end_of").text()))
    hours = node.words("hours")
    return m.Within(
        event,
        before,
        node.get("within").text(),
        (hours[0], hours[1]) if hours else None,
        node.optional("otherwise", Node.text),
    )


def _sanction(key: str, node: Node, inputs: Mapping[str, m.Input]) -> m.Sanction:
    return m.Sanction(
        id=key,
        number=int(node.get("number").number()),
        clause=_clause(node),
        fine=node.optional("fine", Node.number),
        consequence=node.optional("consequence", Node.text),
        unset=node.optional("unset", Node.text),
        per=node.get("per").text(),
        acts=tuple(m.Act(act.words("by"), act.get("for").text()) for act in node.rows("acts")),
        rulings=node.words("ruling"),
        when=_when(node, inputs),
    )


def _cell(node: Node) -> m.Cell:
    if node.value is True:
        return m.Cell()
    if node.value == "may":
        return m.Cell(may=True)
    if isinstance(node.value, Mapping):
        if node.has("unset"):
            return m.Cell(unset=node.get("unset").text())
        quantity = node.optional("n", _figure_value)
        text = node.optional("text", Node.text)
        if isinstance(quantity, str):
            return m.Cell(figure=quantity, text=text)
        return m.Cell(quantity=quantity, text=text)
    number = parse_number(node.value)
    return m.Cell(figure=node.text()) if number is None else m.Cell(quantity=number)


def _service(key: str, node: Node, inputs: Mapping[str, m.Input]) -> m.Service:
    clause = node.get("clause")
    by_value = isinstance(clause.value, Mapping)
    return m.Service(
        id=key,
        label=node.get("label").text(),
        unit=node.optional("unit", Node.text),
        clause_for_all=() if by_value else clause.texts(),
        clause_by={v: own.texts() for v, own in clause.fields().items()} if by_value else {},
        scope=node.get("for").text(),
        when=_when(node, inputs),
        by={value: _cell(cell) for value, cell in node.part("by").items()},
        one_of=tuple(_cell(cell) for cell in node.rows("one_of")),
        rulings=node.words("ruling"),
    )


def _provision(key: str, node: Node) -> m.Provision:
    return m.Provision(
        key, node.get("topic").text(), node.get("text").text(), _clause(node), node.words("for")
    )


def _ruling(key: str, node: Node, inputs: Mapping[str, m.Input]) -> m.Ruling:
    return m.Ruling(
        id=key,
        clause=_clause(node),
        question=node.get("question").text(),
        ruling=node.optional("ruling", Node.text),
        ground=node.optional("ground", Node.text),
        penalties=node.words("penalties"),
        of_one_case=node.flag("of_one_case"),
        roles=node.words("roles"),
        when=_when(node, inputs),
        precedence=node.flag("precedence"),
        counting=cast(m.Met | None, node.optional("counting", Node.text)),
    )


def _evidence(node: Node) -> m.Evidence:
    figures = tuple(
        m.EvidenceFigure(key, _figure_value(value.get("value")), value.get("unit").text())
        for key, value in node.part("figures").items()
    )
    return m.Evidence(node.get("text").text(), figures)


def _example(node: Node) -> m.Example:
    ruling = node.optional("ruling", Node.text)
    trial = {key: value.value for key, value in node.part("set").items()}
    if node.has("due"):
        expect = node.get("expect").value
        return m.DueExample(
            node.get("due").text(),
            node.get("from").text(),
            trial,
            None if expect is None else str(expect),
            ruling,
        )
    expected = {key: value.value for key, value in node.get("expect").fields().items()}
    if node.has("fine"):
        counts = {key: int(value.number()) for key, value in node.get("fine").fields().items()}
        return m.FineExample(counts, expected, ruling)
    return m.DecideExample(
        given={key: value.value for key, value in node.get("given").fields().items()},
        on=node.optional("on", Node.day),
        set=trial,
        expect=expected,
        ruling=ruling,
    )
