"""The ladder as a picture: one step a tier, the highest on top, with what it takes to stand on it.

Geometry only; `templates/ladder.html.j2` draws it. Units are those of the picture's view box, about
a CSS pixel each on a phone.
"""

from __future__ import annotations

from dataclasses import dataclass

from tiercalc.policy import AllOf, AnyOf, Condition, Decision

from handbook.pages.overview import nothing
from handbook.pages.view import View
from handbook.pages.wrapping import clip, width, wrap

WIDTH = 360
_CLIMB, _MOST_CLIMB = 22, 88
_PAD, _NAME, _LINE, _DOT = 12, 22, 19, 11
_TEXT, _NAME_SIZE = 13, 16
_MOST_LINES = 7
SHADES = 7


@dataclass(frozen=True)
class Text:
    """A line of text and where it begins; `joint` is the small word before it (或, 且)."""

    x: float
    y: float
    words: str
    joint: str = ""


@dataclass(frozen=True)
class Rung:
    """One tier's step. `shade` counts from 1 (pale) to SHADES (deep); `dots` are its mark."""

    value: str
    x: float
    y: float
    width: float
    height: float
    shade: int
    name: Text
    dots: tuple[tuple[float, bool], ...]
    dots_y: float
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Ladder:
    """The whole picture; `ground` says what holds for those who stand on no step."""

    width: float
    height: float
    rungs: tuple[Rung, ...]
    ground: Text | None
    title: str


def shade(height: int, steps: int) -> int:
    """The shade of a tier that stands so high (0: lowest) among so many."""
    return SHADES if steps == 1 else 1 + round(height * (SHADES - 1) / (steps - 1))


def mark(height: int, steps: int) -> str:
    """The tier's mark in text: ●●○ is the second of three."""
    return "●" * (height + 1) + "○" * (steps - height - 1)


def requirements(view: View, decision: Decision, value: str) -> tuple[tuple[str, str], ...]:
    """What leads to a value: (joint, sentence) by rule, an any-of or all-of part by part."""
    found: list[tuple[str, str]] = []
    for rule in decision.rules:
        if rule.outcome == value:
            parts = _parts(rule.when)
            joint = "或" if isinstance(rule.when, AnyOf) else "且"
            first = "或" if found else ""
            found += [
                (first if number == 0 else joint, view.condition_plain(part))
                for number, part in enumerate(parts)
            ]
    return tuple(found)


def _parts(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case AnyOf(parts) | AllOf(parts) if parts:
            return parts
        case _:
            return (condition,)


def draw(view: View, decision: Decision) -> Ladder:
    """The picture of a decision's outcomes, from the highest down."""
    decision = view.policy.on(view.on).decisions[decision.id]
    scale = view.policy.scales[decision.scale or ""]
    steps = len(scale.values)
    climb = min(_CLIMB, _MOST_CLIMB / max(steps - 1, 1))
    rungs: list[Rung] = []
    top = 1.0
    for value in scale.values:
        height = scale.rank(value.id)
        rung = _rung(view, decision, value.id, height, steps, climb * height, top)
        rungs.append(rung)
        top += rung.height + 2
    ground = _ground(view, decision, top)
    return Ladder(
        WIDTH,
        top + (_LINE + 8 if ground else 0),
        tuple(rungs),
        ground,
        f"{decision.label}：从高到低 {steps} 级" if steps > 1 else f"{decision.label}：只有 1 级",
    )


def _rung(
    view: View, decision: Decision, value: str, height: int, steps: int, x: float, y: float
) -> Rung:
    label = view.outcome(decision.scale, value)
    left = x + _PAD
    dots_width = steps * _DOT
    baseline = y + _PAD + _NAME_SIZE - 3
    lines: list[Text] = []
    line = baseline + 3.0
    for joint, sentence in requirements(view, decision, value) or (("", "没有写明条件"),):
        indent = (_TEXT + 5) if joint else 0
        for number, words in enumerate(wrap(sentence, (WIDTH - left - _PAD - indent) / _TEXT)):
            line += _LINE
            lines.append(Text(left + indent, line, words, joint if number == 0 else ""))
    shown = clip(tuple(text.words for text in lines), _MOST_LINES)
    kept = tuple(
        Text(text.x, text.y, words, text.joint) for text, words in zip(lines, shown, strict=False)
    )
    return Rung(
        value,
        x,
        y,
        WIDTH - x,
        kept[-1].y + _PAD - y,
        shade(height, steps),
        Text(left + dots_width + 6, baseline, _fitting(label, WIDTH - left - dots_width - 18)),
        tuple((left + _DOT * n + _DOT / 2 - 1, n <= height) for n in range(steps)),
        baseline - _NAME_SIZE * 0.35,
        kept,
    )


def _fitting(label: str, room: float) -> str:
    em = room / _NAME_SIZE
    return label if width(label) <= em else clip(wrap(label, em), 1)[0]


def _ground(view: View, decision: Decision, y: float) -> Text | None:
    """The line below the steps, where some stand on none of them.

    Nothing is said for certain of those whose case nobody has decided.
    """
    said = any(rule.outcome is not None for rule in decision.rules)
    if decision.complete or not said or any(rule.when == AllOf(()) for rule in decision.rules):
        return None
    rest, marks = nothing(decision), view.policy.marks
    ruling = None if decision.none is None else decision.none.ruling
    if ruling is not None and view.policy.rulings[ruling].undecided:
        rest = f"{rest}（{marks.open}，看判定规则）"
    elif any(rule.outcome is None for rule in decision.rules):
        rest = f"有的{marks.open}，看判定规则；其余：{rest}"
    return Text(_PAD, y + _LINE, f"以上都不符合：{rest}")
