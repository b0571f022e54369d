"""The forms of the questions beside the decisions, written into the page before any script runs.

Each stands where the matter stands: by when and who beside the processes, fines beside the
penalties, what to prepare beside the services. A form is `form[data-question]`; its controls'
names are what the address carries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from tiercalc.case import Situation
from tiercalc.dates import asked_events, learners
from tiercalc.index import index_of
from tiercalc.policy import (
    Deadline,
    Event,
    Every,
    Figure,
    Policy,
    Sanction,
    Scale,
    ScaleValue,
    after_event,
    before_event,
    figure_of,
    line_of,
)
from tiercalc.totals import NO_NUMBER, OR, cost_text, counter, given_values, laid_ready
from tiercalc.words import ANY_DAY, fill, term_text, whole_period

from handbook.pages.templating import environment

_templates = environment()


# What each form answers, below what one does there, in the order in which a policy's main page
# offers them.
_TITLES = {
    "timeline": ("排一排", "每一步在哪天"),
    "who": ("查一查", "谁要知道"),
    "due": ("算一算", "哪天到期"),
    "fine": ("算一算", "罚多少"),
    "kit": ("算一算", "要备多少"),
}


@dataclass(frozen=True)
class Entry:
    """One entry of a list to choose from; `events` are those whose moments it needs.

    `timed` says whether the time of the first of them counts, or its day alone.
    """

    value: str
    label: str
    events: tuple[str, ...] = ()
    timed: bool = True


@dataclass(frozen=True)
class DueEntry:
    """A deadline to choose: its term in words, and how its beginning is asked for.

    `timed` says whether the time of that beginning counts, or its day alone.
    """

    value: str
    label: str
    term: str
    asks: str
    timed: bool


@dataclass(frozen=True)
class PenaltyCounts:
    """What one clause answers with a penalty: its words, and a control for each role."""

    number: int
    text: str
    cost: str
    counts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class CountedScale:
    """What is counted to prepare for it: the values of a scale, and what they are levels of.

    `counter` is their measure word.
    """

    label: str
    scale: str
    counter: str
    values: tuple[ScaleValue, ...]


def offered(policy: Policy, on: date) -> tuple[tuple[str, str], ...]:
    """The questions that a policy has forms for: the anchor of each, and what it answers."""
    forms = {
        "timeline": timeline_form(policy),
        "who": who_form(policy),
        "due": due_form(policy, on),
        "fine": fine_form(policy, on),
        "kit": kit_form(policy),
    }
    return tuple((f"ask-{name}", _TITLES[name][1]) for name, form in forms.items() if form)


def due_form(policy: Policy, on: date) -> Markup:
    """Choose a deadline and the moment from which it runs. Empty where there is no deadline."""
    situation = Situation(policy, {}, on, {})
    choices = [
        DueEntry(
            each.id,
            each.label,
            term_text(each, situation),
            _start_asked(each, policy),
            each.term.event is not None and policy.events[each.term.event].timed,
        )
        for each in policy.deadlines.values()
    ]
    if not choices:
        return Markup()
    return _form("due", policy, choices=choices, trials=_open_lengths(policy, policy.deadlines))


def _start_asked(deadline: Deadline, policy: Policy) -> str:
    """How the moment from which a deadline runs is asked for."""
    if deadline.term.event is not None:
        return f"起算：{_event_asked(deadline.term.event, policy)}"
    of_itself = isinstance(deadline.term, Every) and deadline.term.figure is None
    return "从哪天起找下一次（含当天）" if of_itself else "上一次在哪天"


def _event_asked(event: str, policy: Policy) -> str:
    """An event's name, and whether any day of its month (quarter, year) will do."""
    label = policy.events[event].label
    period = whole_period(event, policy)
    return label if period is None else f"{label}（填{ANY_DAY[period]}）"


def timeline_form(policy: Policy) -> Markup:
    """Choose a process and the moments of its events. Empty where no step can be dated."""
    choices = [
        Entry(process.id, process.label, asked_events(line, policy))
        for process in policy.processes.values()
        for line in [line_of(policy, process.id)]
        if any(place.step.deadline for place in line)
    ]
    choices = [choice for choice in choices if choice.events]
    if not choices:
        return Markup()
    events = dict.fromkeys(event for choice in choices for event in choice.events)
    deadlines = dict.fromkeys(
        place.step.deadline
        for choice in choices
        for place in line_of(policy, choice.value)
        if place.step.deadline
    )
    return _form(
        "timeline",
        policy,
        choices=choices,
        events=[(policy.events[event], _event_asked(event, policy)) for event in events],
        trials=_open_lengths(policy, deadlines),
    )


def who_form(policy: Policy) -> Markup:
    """Choose an event or a process. Empty where nobody has to be told anything."""
    events = [
        Entry(event.id, event.label, (event.id,), event.timed)
        for event in policy.events.values()
        if _somebody_learns(policy, event)
    ]
    asked = {choice.value for choice in events}
    processes = [
        Entry(
            process.id,
            process.label,
            first,
            all(policy.events[event].timed for event in first),
        )
        for process in policy.processes.values()
        if process.on not in asked and process.id not in policy.events
        for line in [line_of(policy, process.id)]
        for first in [asked_events(line, policy)[:1]]
        if any(learners(place, policy) for place in line)
    ]
    if not events and not processes:
        return Markup()
    return _form("who", policy, groups={"一件事": events, "一个流程": processes})


def fine_form(policy: Policy, on: date) -> Markup:
    """Choose a role and count incidents. Empty where there is no penalty."""
    if not policy.penalties:
        return Markup()
    situation = Situation(policy, {}, on, {})
    roles = dict.fromkeys(role for each in policy.penalties.values() for role in each.roles())
    return _form(
        "fine",
        policy,
        roles=[policy.roles[role] for role in roles],
        slips=[slip for each in policy.penalties.values() for slip in _slips(each, situation)],
    )


def kit_form(policy: Policy) -> Markup:
    """Count guests, rooms and the like by level. Empty where nothing with a quantity is given."""
    kinds = [_guests(policy, scale) for scale in laid_ready(policy)]
    if not kinds:
        return Markup()
    scopes = {kind.scale for kind in kinds}
    figures = dict.fromkeys(
        figure
        for service in policy.services.values()
        if service.scope in scopes
        for cell in (*service.by.values(), *service.one_of)
        if (figure := figure_of(cell)) is not None
    )
    return _form("kit", policy, kinds=kinds, trials=_open_figures(policy, figures))


def no_kit(policy: Policy) -> str:
    """What is said in the place of a kit's form, as an answer to the question says it."""
    return "" if laid_ready(policy) else f"{NO_NUMBER}。"


def _form(question: str, policy: Policy, **context: object) -> Markup:
    text = _templates.get_template(f"questions_{question}.html.j2").render(
        context, policy=policy, title="：".join(_TITLES[question])
    )
    # A blank line inside HTML would end it for Markdown.
    lines = "\n".join(line for line in text.splitlines() if line)
    return Markup(lines)  # noqa: S704 - the templates escape every value


def _open_lengths(policy: Policy, deadlines: Iterable[str]) -> list[Figure]:
    """The unset figures that deadlines hang on."""
    named = (each for key in deadlines for each in index_of(policy).inside("deadlines", key))
    lengths = dict.fromkeys(each.id for each in named if each.may_be_of("figures"))
    return _open_figures(policy, lengths)


def _open_figures(policy: Policy, figures: Iterable[str]) -> list[Figure]:
    return [policy.figures[each] for each in figures if policy.figures[each].unset is not None]


def _somebody_learns(policy: Policy, event: Event) -> bool:
    line = (*before_event(policy, event.id), *after_event(policy, event.id))
    return any(learners(place, policy) for place in line)


def _slips(penalty: Sanction, situation: Situation) -> Iterator[PenaltyCounts]:
    """A control for each role, with all that the clause punishes in it; the same is said once."""
    policy = situation.policy
    acts: dict[str, list[str]] = {}
    for act in penalty.acts:
        for role in act.by:
            acts.setdefault(role, []).append(fill(act.text, situation))
    together: dict[str, list[str]] = {}
    for role, texts in acts.items():
        together.setdefault(OR.join(texts), []).append(role)
    for text, roles in together.items():
        counts = tuple(
            (
                f"{penalty.id}:{role}" if len(acts) > 1 else penalty.id,
                role,
                policy.roles[role].label,
            )
            for role in roles
        )
        yield PenaltyCounts(penalty.number, text, cost_text(penalty, situation), counts)


def _guests(policy: Policy, scale: Scale) -> CountedScale:
    """The values of a scale that are given something.

    They are called after the decision that gives them, else by themselves: what an input asks of
    one customer is no name for what one counts.
    """
    decided = [each.label for each in policy.decisions.values() if each.scale == scale.id]
    values = given_values(policy, scale)
    themselves = "、".join(value.label for value in values)
    label = next(iter(decided), themselves)
    return CountedScale(label, scale.id, counter(policy, scale.id), values)
