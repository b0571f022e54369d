"""Who must know: after an event or in a process, who is told what, by whom and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tiercalc.case import Moment, Situation
from tiercalc.dates.awaited import missing, open_text
from tiercalc.dates.event_day import at_events, which_day
from tiercalc.dates.schedule import check_events, lay
from tiercalc.dates.step_words import counts, names, step_document
from tiercalc.dates.working_calendar import WorkingCalendar
from tiercalc.given import require_held
from tiercalc.policy import (
    InputError,
    Place,
    Policy,
    Process,
    after_event,
    before_event,
    line_of,
    places,
)
from tiercalc.words import Sentence, meant, moment_code, moment_text, quoted, roles_text, say

if TYPE_CHECKING:
    from tiercalc.dates.documents import WhoDocument


@dataclass(frozen=True)
class _About:
    """What is asked about: an event, a process, or one step of it; and the steps to look at."""

    kind: Literal["event", "process", "step"]
    id: str
    label: str
    lead: str
    line: tuple[Place, ...]


def who(
    about: str,
    moments: Mapping[str, Moment],
    calendar: WorkingCalendar,
    situation: Situation,
) -> WhoDocument:
    """The JSON document of `tierbook who`.

    `about` is an event, a process, or `process:step`; an event comes first where both have the
    name. Around an event stand the processes in which something is due before it, the steps that
    follow it in its process, what it makes due, the processes that it starts, and those that their
    events start. Among the notices stands, too, what those who tell or are told then do with a
    form that they keep: of that nobody else learns.
    `moments` of events date the deadlines; without them the deadlines stand in words.

    Raises InputError for a name that is neither, and what `schedule.lay` raises.
    """
    policy = situation.policy
    check_events(policy, moments)
    whole, situation = policy, at_events(situation, moments)
    _require_held(about, whole, situation)
    policy = situation.policy
    asked = _about(policy, about)
    listed = {*notices(asked.line, policy)}
    rows = [row for row in lay(asked.line, moments, calendar, situation) if row.place in listed]
    told = dict.fromkeys(role for row in rows for role in learners(row.place, policy))
    keeping = dict.fromkeys(role for row in rows for role in _keeping(row.place, policy))
    return {
        "policy": policy.id,
        "version": policy.version,
        "on": situation.on.isoformat(),
        "about": {"kind": asked.kind, "id": asked.id, "label": asked.label},
        "events": [
            {
                "id": event,
                "label": policy.events[event].label,
                "at": moment_code(moment),
                "text": f"{moment_text(moment)}“{policy.events[event].label}”",
            }
            for event, moment in moments.items()
        ],
        "roles": names(told, policy.roles),
        "missing": missing(rows, situation) if moments else [],
        "notices": [
            {
                **step_document(row, situation),
                "learns": names(learners(row.place, policy), policy.roles),
            }
            for row in rows
        ],
        "counts": counts(rows, situation),
        "text": say(
            _summary(asked, tuple(told), tuple(keeping), policy),
            which_day((row.place for row in rows), whole, situation),
            open_text(rows, situation) if moments else "",
        ),
    }


def _require_held(about: str, policy: Policy, situation: Situation) -> None:
    """Raise InputError where a step asked about does not hold on the day."""
    name, _, step = about.partition(":")
    if about in policy.events or name not in policy.processes:
        return
    process = policy.processes[name]
    for each in process.steps:
        if each.id == step:
            named = f"“{process.label}”的步骤“{step}”"
            require_held(each.days, situation.on, named, about)


def notices(line: Sequence[Place], policy: Policy) -> tuple[Place, ...]:
    """The steps of which somebody learns, and what whoever knows then does on a form of his own."""
    found = []
    knowing: set[str] = set()
    for place in line:
        learning = learners(place, policy)
        if learning:
            knowing |= {*place.step.by, *learning}
        if learning or not knowing.isdisjoint(_keeping(place, policy)):
            found.append(place)
    return tuple(found)


def learners(place: Place, policy: Policy) -> tuple[str, ...]:
    """The roles that learn of a step without doing it, in order.

    A step tells them, hands them a form, or is done on a form that they keep. A form that the
    process hands to its keeper tells him nothing before that, and goods tell nobody anything.
    """
    step = place.step
    keepers = (
        keeper
        for form in step.form
        for keeper in policy.forms[form].kept_by
        if not _is_handed(form, keeper, place.process)
    )
    handed = step.to if step.form else ()
    roles = dict.fromkeys((*step.tells, *handed, *keepers))
    return tuple(role for role in roles if role not in step.by)


def _is_handed(form: str, keeper: str, process: Process) -> bool:
    return any(form in step.form and keeper in step.to for step in process.steps)


def _keeping(place: Place, policy: Policy) -> tuple[str, ...]:
    """The roles that do a step on a form that they keep themselves."""
    keepers = {keeper for form in place.step.form for keeper in policy.forms[form].kept_by}
    return tuple(role for role in place.step.by if role in keepers)


def _about(policy: Policy, name: str) -> _About:
    if name in policy.events:
        label = policy.events[name].label
        before, after = before_event(policy, name), after_event(policy, name)
        line = tuple(dict.fromkeys((*before, *after)))
        return _About("event", name, label, f"“{label}”{'前后' if before else '之后'}", line)
    head, colon, tail = name.partition(":")
    if head in policy.processes:
        process = policy.processes[head]
        if not colon:
            line = line_of(policy, head)
            return _About("process", name, process.label, f"“{process.label}”里", line)
        steps = {place.step.id: place for place in places(process)}
        names = {step: f"第 {place.number} {process.counted}" for step, place in steps.items()}
        if tail in steps:
            label = process.label + names[tail]
            return _About("step", name, label, f"“{label}”", (steps[tail],))
        known = {f"{head}:{step}": words for step, words in names.items()}
        message = f"流程“{process.label}”没有叫{quoted(tail)}的步骤，{meant(name, known)}"
        raise InputError("unknown-step", name, message)
    known = {each.id: each.label for each in policy.processes.values()}
    known |= {each.id: each.label for each in policy.events.values()}
    message = f"《{policy.title}》没有叫{quoted(name)}的事件或流程，{meant(name, known)}"
    raise InputError("unknown-event", name, message)


def _summary(
    asked: _About, told: Sequence[str], keeping: Sequence[str], policy: Policy
) -> Sentence:
    if not told:
        return say(asked.lead, "，没有写要告诉谁。")
    text = say(asked.lead, "，要知道的有：", roles_text(told, policy), "。")
    if keeping:
        text = say(text, "还要用到自己保管的表的有：", roles_text(keeping, policy), "。")
    return text
