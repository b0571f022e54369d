"""Worked examples in words, each with the address that fills in the calculator, if it can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tiercalc.policy import UNDETERMINED, DecideExample, DueExample, FineExample, parse_number
from tiercalc.totals import OR
from tiercalc.words import NOT_CERTAIN, meant_text, quantity_text, say

from handbook.pages.presets import presets, trial_texts
from handbook.pages.view import View


@dataclass(frozen=True)
class Case:
    """One example: what is given, what follows; `address` is empty where no form takes it."""

    given: str
    expected: str
    address: str
    ruling: str | None


def cases(view: View) -> Iterator[Case]:
    """A policy's examples in the file's order."""
    ready = iter(presets(view.policy))
    for example in view.policy.examples:
        match example:
            case DecideExample():
                preset = next(ready)
                expected = "；".join([preset.expected, *_more(view, example)])
                yield Case(preset.given, expected, preset.address, example.ruling)
            case DueExample():
                yield _due(view, example)
            case FineExample():
                counts = "，".join(_count(view, key, n) for key, n in example.counts.items())
                yield Case(counts, "；".join(_total(view, example)), "", example.ruling)


def _more(view: View, example: DecideExample) -> Iterator[str]:
    """What an example expects beside outcomes: what is missing, what the customer is given."""
    policy = view.policy
    known = {
        **{key: asked.label for key, asked in policy.inputs.items()},
        **{key: figure.label for key, figure in policy.figures.items()},
        **{key: service.label for key, service in policy.services.items()},
    }
    missing = example.expect.get("missing")
    missing = missing if isinstance(missing, list | tuple) else ()
    open_questions = [policy.rulings[key] for key in missing if key in policy.rulings]
    if len(missing) > len(open_questions):
        names = (known[str(key)] for key in missing if key not in policy.rulings)
        yield f"还缺：{'、'.join(names)}"
    for ruling in open_questions:
        yield f"公司还没有决定：{view.plain(ruling.question)}"
    entitled = example.expect.get("entitled")
    if isinstance(entitled, list | tuple | dict) and entitled:
        yield f"享有：{'、'.join(known[str(key)] for key in entitled)}"


def _due(view: View, example: DueExample) -> Case:
    deadline = view.policy.deadlines[example.deadline]
    event = deadline.term.event
    start = _moment(example.start)
    begins = say(view.policy.events[event].label, start) if event else f"从 {start} 起"
    known = example.expect is not None and example.expect != UNDETERMINED
    due = meant_text(deadline, _moment(str(example.expect))) if known else NOT_CERTAIN
    trial = "".join(f"，{text}" for text in trial_texts(view.policy, example.set))
    return Case(f"{deadline.label}：{begins}{trial}", due, "", example.ruling)


def _moment(iso: str) -> str:
    """A moment as it is read; a day is not broken where a line ends."""
    return iso.replace("T", " ").replace("-", "\u2060-\u2060")


def _count(view: View, key: str, count: int) -> str:
    penalty, _, role = key.partition(":")
    sanction = view.policy.penalties[penalty]
    acts = [act for act in sanction.acts if not role or role in act.by]
    who = f"（{view.policy.roles[role].label}）" if role else ""
    what = OR.join(view.plain(act.text) for act in acts)
    return say(f"处罚第 {sanction.number} 条{who}", f"{count} 次：{what}")


def _total(view: View, example: FineExample) -> Iterator[str]:
    yield f"合计 {_yuan(example.expect['total'])}"
    by_role = example.expect.get("by_role")
    if isinstance(by_role, dict):
        for role, fine in by_role.items():
            yield f"{view.policy.roles[role].label} {_yuan(fine)}"


def _yuan(value: object) -> str:
    number = parse_number(value)
    return NOT_CERTAIN if number is None else quantity_text(number, "元")
