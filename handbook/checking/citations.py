"""Every place where a policy file names something that it declares elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tiercalc.policy import NUMERIC, OTHERWISE, UNDETERMINED, UNNAMED

from handbook.source.spots import Spot
from handbook.source.yaml_source import Keys

PERIODS = frozenset({"day", "month", "quarter", "year"})
_IN_TEXT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Citation:
    """An id, where it is named, and the lists in which it should stand.

    A list is a section (`figures`) or belongs to one thing (`scales.member`: that scale's values;
    `processes.joining`: its steps; `penalties.late`: its roles). `inside` is the piece of a text
    that names the id.
    """

    id: str
    keys: Keys
    lists: tuple[str, ...]
    on_key: bool = False
    inside: str = ""


def declared_lists(root: Spot) -> Mapping[str, tuple[str, ...]]:
    """The ids that a file declares, by list; see `Citation`."""
    lists: dict[str, tuple[str, ...]] = {}
    for section, entries in root.fields():
        lists[section] = tuple(key for key, _ in entries.fields())
    for scale, values in root.get("scales").fields():
        lists[f"scales.{scale}"] = tuple(key for key, _ in values.fields())
    for process, body in root.get("processes").fields():
        steps = body.get("steps").items()
        lists[f"processes.{process}"] = tuple(step.get("id").text for step in steps)
    for penalty, body in root.get("penalties").fields():
        roles = (by.text for act in body.get("acts").items() for by in act.get("by").words())
        lists[f"penalties.{penalty}"] = tuple(dict.fromkeys(roles))
    return lists


def citations(root: Spot) -> Iterator[Citation]:
    """Every citation of a file, section by section."""
    yield from _cited(root.get("owner"), "roles")
    yield from (_key(scale, word, "scales") for scale, word in root.get("counted").fields())
    for _, figure in root.get("figures").fields():
        yield from _cited(figure.get("clause"), "clauses")
        yield from _cited(figure.get("unset"), "rulings")
    for chain in root.get("ascending").items():
        yield from _cited(chain, "figures")
    for _, asked in root.get("inputs").fields():
        yield from _cited(asked.get("scale"), "scales")
        yield from _cited(asked.get("window").get("months"), "figures")
        yield from _cited(asked.get("part_of"), "inputs")
        for _, other in asked.get("book").fields():
            yield from _cited(other, "inputs")
    for case in root.get("impossible").items():
        yield from _condition(case.get("when"), root)
    for _, decision in root.get("decisions").fields():
        yield from _decision(decision, root)
    for _, amount in root.get("amounts").fields():
        yield from _cited(amount.get("of"), "inputs", "amounts")
        yield from _cited(amount.get("times"), "decisions", "figures")
        yield from _cited(amount.get("ruling"), "rulings")
    yield from _people(root)
    yield from _times(root)
    for section in ("penalties", "rewards"):
        for _, sanction in root.get(section).fields():
            yield from _sanction(sanction)
            yield from _condition(sanction.get("when"), root)
    for _, service in root.get("services").fields():
        yield from _service(service, root)
    for _, provision in root.get("provisions").fields():
        yield from _cited(provision.get("clause"), "clauses")
        yield from _cited(provision.get("for"), *_all_scales(root))
    for _, ruling in root.get("rulings").fields():
        yield from _cited(ruling.get("clause"), "clauses")
        yield from _cited(ruling.get("penalties"), "penalties")
        roles = _cited(ruling.get("roles"), "roles")
        yield from (each for each in roles if each.id != UNNAMED)
        yield from _condition(ruling.get("when"), root)
    for example in root.get("examples").items():
        yield from _example(example, root)
    for text in texts(root):
        yield from _in_text(text)


def texts(root: Spot) -> Iterator[Spot]:
    """Every text of a file in which `{figure}` may stand, except those of the evidence."""
    yield from (label for _, label in root.get("clauses").fields())
    for _, scale in root.get("scales").fields():
        yield from (value.get("traits") for _, value in scale.fields())
    for _, decision in root.get("decisions").fields():
        yield from (rule.get("traits") for rule in decision.get("rules").items())
    for _, role in root.get("roles").fields():
        yield from (duty.get("text") for duty in role.get("duties").items())
    for _, process in root.get("processes").fields():
        yield from (step.get("does") for step in process.get("steps").items())
    for section in ("penalties", "rewards"):
        for _, sanction in root.get(section).fields():
            yield sanction.get("consequence")
            yield from (act.get("for") for act in sanction.get("acts").items())
    for _, service in root.get("services").fields():
        yield from (cell.get("text") for _, cell in service.get("by").fields())
        yield from (cell.get("text") for cell in service.get("one_of").items())
    yield from (provision.get("text") for _, provision in root.get("provisions").fields())
    for _, ruling in root.get("rulings").fields():
        yield from (ruling.get("question"), ruling.get("ruling"))


def figures_in(text: str) -> Iterator[str]:
    """What stands in braces in a text."""
    yield from _IN_TEXT.findall(text)


def _cited(spot: Spot, *lists: str) -> Iterator[Citation]:
    yield from (Citation(word.text, word.keys, lists) for word in spot.words())


def _key(key: str, spot: Spot, *lists: str) -> Citation:
    return Citation(key, spot.keys, lists, on_key=True)


def _in_text(spot: Spot) -> Iterator[Citation]:
    for name in figures_in(spot.text):
        yield Citation(name, spot.keys, ("figures",), inside=f"{{{name}}}")


def _all_scales(root: Spot) -> tuple[str, ...]:
    return tuple(f"scales.{scale}" for scale, _ in root.get("scales").fields())


def _decision(decision: Spot, root: Spot) -> Iterator[Citation]:
    yield from _cited(decision.get("scale"), "scales")
    if decision.has("scale"):
        yield from _cited(decision.get("ends"), f"scales.{decision.get('scale').text}")
    yield from _cited(decision.get("none").get("ruling"), "rulings")
    for rule in decision.get("rules").items():
        if decision.has("scale"):
            values = f"scales.{decision.get('scale').text}"
            yield from _cited(rule.get("outcome"), values)
            between = _cited(rule.get("between"), values)
            yield from (each for each in between if each.id != OTHERWISE)
        yield from _cited(rule.get("open"), "rulings")
        yield from _cited(rule.get("ruling"), "rulings")
        yield from _cited(rule.get("figure"), "figures")
        yield from _cited(rule.get("clause"), "clauses")
        yield from _condition(rule.get("when"), root)


def _condition(condition: Spot, root: Spot) -> Iterator[Citation]:
    for key, wanted in condition.fields():
        if key in ("all", "any"):
            for part in wanted.items():
                yield from _condition(part, root)
        elif key == "not":
            yield from _condition(wanted, root)
        else:
            yield _key(key, wanted, "inputs")
            yield from _wanted(wanted, root.get("inputs").get(key))


def _wanted(wanted: Spot, asked: Spot) -> Iterator[Citation]:
    lists = _values_of(asked)
    if lists:
        yield from _cited(wanted, *lists)
        for _, limit in wanted.fields():
            yield from _cited(limit, *lists)


def _values_of(asked: Spot) -> tuple[str, ...]:
    """Where a word for an input comes from: figures for numbers, its scale's values for choices."""
    kind = asked.get("type").text
    if kind in NUMERIC:
        return ("figures",)
    return (f"scales.{asked.get('scale').text}",) if kind in ("choice", "choices") else ()


def _people(root: Spot) -> Iterator[Citation]:
    for _, role in root.get("roles").fields():
        for duty in role.get("duties").items():
            yield from _cited(duty.get("clause"), "clauses")
            yield from _follows(duty, root)
            yield from _condition(duty.get("when"), root)
    for _, form in root.get("forms").fields():
        yield from _cited(form.get("kept_by"), "roles")
    for name, process in root.get("processes").fields():
        yield from _cited(process.get("on"), "events")
        yield from _follows(process, root)
        yield from _condition(process.get("when"), root)
        for step in process.get("steps").items():
            for key in ("by", "to", "tells"):
                yield from _cited(step.get(key), "roles")
            yield from _cited(step.get("form"), "forms")
            yield from _cited(step.get("deadline"), "deadlines")
            yield from _cited(step.get("event"), "events")
            yield from _cited(step.get("clause"), "clauses")
            yield from _cited(step.get("ruling"), "rulings")
            for _, target in step.get("gate").fields():
                if target.text != "end":
                    yield from _cited(target, f"processes.{name}")
            yield from _follows(step, root)
            yield from _condition(step.get("when"), root)


def _follows(work: Spot, root: Spot) -> Iterator[Citation]:
    for name, outcomes in work.get("follows").fields():
        yield _key(name, outcomes, "decisions")
        scale = root.get("decisions").get(name).get("scale").text
        if scale:
            yield from _cited(outcomes, f"scales.{scale}")


def _times(root: Spot) -> Iterator[Citation]:
    for _, deadline in root.get("deadlines").fields():
        yield from _cited(deadline.get("clause"), "clauses")
        yield from _cited(deadline.get("ruling"), "rulings")
        yield from _cited(deadline.get("after"), "events")
        yield from _cited(deadline.get("before"), "events")
        yield from _cited(deadline.get("within"), "figures")
        yield from _cited(deadline.get("hours"), "figures")
        yield from _cited(deadline.get("otherwise"), "deadlines")
        if deadline.get("every").text not in PERIODS:
            yield from _cited(deadline.get("every"), "figures")


def _sanction(sanction: Spot) -> Iterator[Citation]:
    yield from _cited(sanction.get("clause"), "clauses")
    yield from _cited(sanction.get("unset"), "rulings")
    yield from _cited(sanction.get("ruling"), "rulings")
    for act in sanction.get("acts").items():
        yield from _cited(act.get("by"), "roles")


def _service(service: Spot, root: Spot) -> Iterator[Citation]:
    clause = service.get("clause")
    for cited in (clause, *(own for _, own in clause.fields())):
        yield from _cited(cited, "clauses")
    yield from _cited(service.get("ruling"), "rulings")
    yield from _condition(service.get("when"), root)
    scope = service.get("for").text
    if scope != "all":
        yield from _cited(service.get("for"), "scales")
        for value, spot in (*clause.fields(), *service.get("by").fields()):
            yield _key(value, spot, f"scales.{scope}")
    cells = (*(cell for _, cell in service.get("by").fields()), *service.get("one_of").items())
    for cell in cells:
        if cell.text != "may":
            yield from _cited(cell, "figures")
        yield from _cited(cell.get("n"), "figures")
        yield from _cited(cell.get("unset"), "rulings")


def _example(example: Spot, root: Spot) -> Iterator[Citation]:
    for name, value in example.get("given").fields():
        yield _key(name, value, "inputs")
        lists = _values_of(root.get("inputs").get(name))
        if lists not in ((), ("figures",)):
            yield from _cited(value, *lists)
    yield from (_key(name, value, "figures") for name, value in example.get("set").fields())
    yield from _cited(example.get("due"), "deadlines")
    for name, count in example.get("fine").fields():
        penalty, _, role = name.partition(":")
        yield _key(penalty, count, "penalties")
        if role:
            yield _key(role, count, f"penalties.{penalty}")
    yield from _cited(example.get("ruling"), "rulings")
    expect = example.get("expect")
    if example.has("given"):
        yield from _expected(expect, root)
    yield from (_key(role, fine, "roles") for role, fine in expect.get("by_role").fields())


def _expected(expect: Spot, root: Spot) -> Iterator[Citation]:
    for name, value in expect.fields():
        if name == "missing":
            yield from _cited(value, "inputs", "figures", "rulings")
        elif name == "entitled":
            yield from _cited(value, "services")
            yield from (_key(service, count, "services") for service, count in value.fields())
        else:
            yield _key(name, value, "decisions", "amounts")
            decision = root.get("decisions").get(name)
            if decision.has("scale") and value.text != UNDETERMINED:
                yield from _cited(value, f"scales.{decision.get('scale').text}")
