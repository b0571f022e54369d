"""The calculator's form: written into the page at build time, from the policy alone.

It is whole before any script runs: labels, units, help, the day, trial values for figures that
the policy leaves open, and the policy's examples as links that fill it in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import assert_never

from markupsafe import Markup
from tiercalc.index import index_of
from tiercalc.policy import (
    Amount,
    Choices,
    Day,
    Decision,
    Figure,
    Finite,
    Input,
    Policy,
    Quantity,
    Sampled,
    Window,
    unit_of,
)
from tiercalc.words import length_text, quantity_text, value_text

from handbook.pages import address
from handbook.pages.presets import Preset, presets
from handbook.pages.templating import environment
from handbook.pages.view import View

# So many values are shown side by side; more of them are a list to choose from.
_SIDE_BY_SIDE = 4
# So many examples stand beside a question at the most, one of each outcome, and about so many in
# the whole form; the policy's list has them all.
_BESIDE_A_QUESTION = 4
_IN_THE_FORM = 12

_templates = environment()
_templates.globals["EARLIEST"] = Day.earliest


@dataclass(frozen=True)
class Option:
    """One value that a control offers; `value` is empty for “unknown”."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One control: `kind` is text, date, radio, select or checks.

    `name` is what the address carries; `trial` stands before the label of a figure to be tried.
    """

    name: str
    kind: str
    label: str
    unit: str = ""
    inputmode: str = ""
    options: tuple[Option, ...] = ()
    hints: tuple[str, ...] = ()
    trial: str = ""


@dataclass(frozen=True)
class FieldGroup:
    """The controls that one question, or several at once, need, and its examples."""

    labels: tuple[str, ...]
    fields: tuple[Field, ...]
    presets: tuple[Preset, ...]


def calculator(policy: Policy) -> Markup:
    """The policy's form and, after it, the places where its answers will stand.

    Empty for a policy that decides nothing.
    """
    if not policy.decisions and not policy.amounts:
        return Markup()
    ready = presets(policy)
    groups = tuple(_groups(policy, ready))
    return _rendered(
        "calculator",
        policy=policy,
        places=address.places(policy),
        all_examples=address.link("index.md", address.page_with(policy, "examples"), "examples"),
        groups=groups,
        more_examples=sum(len(group.presets) for group in groups) < len(ready),
        bases={amount.id: _base(policy, amount) for amount in policy.amounts.values()},
    )


def welcome(policies: Sequence[Policy], on: date) -> Markup:
    """A choice among the policies with the first one's calculator, for the welcome page on a day.

    Where no policy decides anything, a sentence says so.
    """
    deciding = tuple(policy for policy in policies if policy.decisions or policy.amounts)
    shown = calculator(deciding[0]) if deciding else ""
    views = [View(policy, on, "index.md") for policy in deciding]
    return _rendered("chooser", views=views, calculator=shown)


def _rendered(template: str, **context: object) -> Markup:
    text = _templates.get_template(f"{template}.html.j2").render(context)
    return Markup(text)  # noqa: S704 - the templates escape every value


@dataclass(frozen=True)
class _Draft:
    """A group in ids: the decisions and amounts that it answers, the controls that it asks."""

    answers: tuple[str, ...]
    asks: tuple[str, ...]


def _groups(policy: Policy, ready: Sequence[Preset]) -> Iterator[FieldGroup]:
    """The inputs by the first decision that needs them, each once.

    A decision that needs nothing new joins the group before it; so do amounts, whose inputs
    belong to the decision that sets their rate.
    """
    drafts: list[_Draft] = []
    seen: set[str] = set()
    needs = {decision: tuple(_needs(policy, decision)) for decision in policy.decisions.values()}
    extras = _conditions_of_services(policy, frozenset(chain.from_iterable(needs.values())))
    for decision, needed in needs.items():
        wanted = dict.fromkeys((*needed, *extras.get(decision.scale, ())))
        asks = tuple(name for name in wanted if name not in seen)
        seen.update(asks)
        priced = (a.id for a in policy.amounts.values() if a.times == decision.id)
        answers = (decision.id, *priced)
        if asks or not drafts:
            drafts.append(_Draft(answers, asks))
        else:
            drafts[-1] = replace(drafts[-1], answers=drafts[-1].answers + answers)
    rest = tuple(name for name in (*policy.inputs, *_trials(policy)) if name not in seen)
    if rest:
        known = {answer for draft in drafts for answer in draft.answers}
        drafts.append(_Draft(tuple(a for a in policy.amounts if a not in known), rest))
    most = min(_BESIDE_A_QUESTION, max(1, _IN_THE_FORM // max(1, len(drafts))))
    for draft in drafts:
        about = (preset for preset in reversed(ready) if preset.shows in draft.answers)
        first_of_each = {preset.expected: preset for preset in about}
        yield FieldGroup(
            labels=tuple(_label(policy, answer) for answer in draft.answers) or ("其他",),
            fields=tuple(_field(policy, name) for name in draft.asks),
            presets=tuple([p for p in ready if p in first_of_each.values()][:most]),
        )


def _base(policy: Policy, amount: Amount) -> str:
    """The input that an amount is made of, through the amounts between them."""
    above = policy.amounts.get(amount.of)
    return amount.of if above is None else _base(policy, above)


def _label(policy: Policy, answer: str) -> str:
    return (policy.decisions.get(answer) or policy.amounts[answer]).label


def _needs(policy: Policy, decision: Decision) -> Iterator[str]:
    """The names of the controls that bear on a decision, in the file's order."""
    named = index_of(policy).behind(decision.id)
    used = {each.id for each in named if each.may_be_of("inputs")}
    used.update(a.of for a in policy.amounts.values() if a.times == decision.id)
    yield from (name for name in policy.inputs if name in used)
    figures = {each.id for each in named if each.may_be_of("figures") and not each.in_text}
    yield from (name for name in _trials(policy) if name.removeprefix("set.") in figures)


def _conditions_of_services(policy: Policy, known: Set[str]) -> dict[str | None, list[str]]:
    """The inputs that only services ask about, by the scale whose values they serve."""
    extras: dict[str | None, list[str]] = {}
    for each in index_of(policy).inside("services"):
        if each.may_be_of("inputs") and each.id in policy.inputs.keys() - known:
            service = policy.services[str(each.path[1])]
            extras.setdefault(service.scope, []).append(each.id)
    return extras


def _trials(policy: Policy) -> Iterator[str]:
    """The controls for figures that are unset and that an answer can hang on."""
    for figure in policy.figures.values():
        if figure.unset is not None and _decides(policy, figure):
            yield f"set.{figure.id}"


def _decides(policy: Policy, figure: Figure) -> bool:
    """True where a decision or an amount hangs on a figure, not only a text in one."""
    naming = index_of(policy).naming("figures", figure.id)
    return any(each.section in ("decisions", "amounts") and not each.in_text for each in naming)


def _field(policy: Policy, name: str) -> Field:
    if name.startswith("set."):
        return _trial(policy.figures[name.removeprefix("set.")], policy.marks.trial)
    asked = policy.inputs[name]
    said = (_window(policy, asked.window), _most(policy, asked), asked.help)
    hints = tuple(hint for hint in said if hint)
    kind = asked.type
    match kind:
        case Quantity():
            return Field(
                name,
                "text",
                asked.label,
                unit=unit_of(asked, policy),
                inputmode="decimal" if kind.decimals else "numeric",
                hints=hints,
            )
        case Sampled():
            return Field(name, kind.control, asked.label, hints=hints)
        case Finite() | Choices():
            options = (*(Option(*each) for each in kind.options()), Option("", kind.blank))
            control = kind.control
            if control == "radio" and len(options) > _SIDE_BY_SIDE + 1:
                control = "select"
            return Field(name, control, asked.label, options=options, hints=hints)
        case _:
            assert_never(kind)


def _most(policy: Policy, asked: Input) -> str | None:
    """The greatest number, or the latest day, that can be typed in, where the policy says so."""
    match asked.type:
        case Quantity(most=most, end=end) if most is not None and most != end:
            return f"最多 {value_text(asked, most, policy)}。"
        case Day(ahead=True):
            return "可以填以后的日子。"
    return None


def _window(policy: Policy, window: Window | None) -> str | None:
    if window is None:
        return None
    if window.length is not None:
        return f"期间：{length_text(window.length.number, window.length.unit)}。"
    if window.months is None:
        return "只看一次购买。"
    figure = policy.figures[window.months]
    if len(figure.dated) != 1:
        return f"期间按“{figure.label}”。"
    ((_, value),) = figure.dated
    return f"期间：{quantity_text(value, figure.unit)}。"


def _trial(figure: Figure, word: str) -> Field:
    return Field(
        f"set.{figure.id}",
        "text",
        figure.label,
        unit=figure.unit,
        inputmode="decimal",
        trial=word,
        hints=("制度还没有定这个数。填一个数试算，不会改动制度。",),
    )
