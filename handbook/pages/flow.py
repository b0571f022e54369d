"""A process as a picture: a lane for each role, a row for each step, time runs down.

Geometry only; `templates/flow.html.j2` draws it. Units are those of the view box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tiercalc.policy import Policy, Process, Step

from handbook.pages.uses import Uses, step_use, together
from handbook.pages.view import View
from handbook.pages.wrapping import wrap

WIDTH, _ROW, _HEAD_LINE, _HEAD_TEXT = 360, 38, 13, 11
_RAIL, _RAIL_STEP = 30, 9
RADIUS = 11
# How far from a gate its word stands: clear of the sign for a form.
_WORD = 9
# The tip of a line: where its drawing starts, seen from the line's end, and its shape.
_DOWN = (-4, -8, "h8l-4 9z")
_LEFT = (8, -4, "v8l-9-4z")
_RIGHT = (-8, -4, "v8l9-4z")


@dataclass(frozen=True)
class Lane:
    """A role's column: its middle, its width and its name in lines; every other one is tinted."""

    role: str
    x: float
    width: float
    name: tuple[str, ...]
    tinted: bool


@dataclass(frozen=True)
class Sign:
    """A step's sign: round, or a diamond where the way parts; `also` are others who act.

    `some` says that it is a step in some cases only.
    """

    step: str
    number: int
    x: float
    y: float
    gate: bool
    also: tuple[float, ...]
    told: tuple[float, ...]
    given: tuple[float, ...]
    forms: bool
    deadline: bool
    some: bool


@dataclass(frozen=True)
class Edge:
    """A line from step to step and its tip, as SVG paths; `word` (是, 否) stands at `x`, `y`."""

    path: str
    tip: str
    word: str
    x: float
    y: float


@dataclass(frozen=True)
class Stop:
    """Where a branch ends."""

    x: float
    y: float


@dataclass(frozen=True)
class Flow:
    """The whole picture."""

    width: float
    height: float
    head: float
    lanes: tuple[Lane, ...]
    nodes: tuple[Sign, ...]
    ways: tuple[Edge, ...]
    stops: tuple[Stop, ...]
    title: str


def draw(view: View, process: Process) -> Flow | None:
    """The picture of a process; None where the list says it all.

    That is where one role does everything in a row, or the steps have no order.
    """
    if not process.ordered:
        return None
    roles = tuple(dict.fromkeys(role for step in process.steps for role in _named(step)))
    if len(roles) < 2 and not any(step.gate for step in process.steps):
        return None
    jumps = tuple(_jumps(process))
    right = _RAIL + _RAIL_STEP * len(dict.fromkeys(target for _, _, target in jumps))
    lanes = _lanes(view, roles, WIDTH - right)
    middle = {lane.role: lane.x for lane in lanes}
    head = 10.0 + _HEAD_LINE * max(len(lane.name) for lane in lanes)
    nodes = tuple(
        _node(step, number, middle, head + _ROW * (number - 0.5))
        for number, step in enumerate(process.steps, 1)
    )
    height = head + _ROW * len(nodes)
    edge = WIDTH - right
    ends = tuple(_branch_ends(process, nodes))
    ways = (
        *_downward(process, nodes),
        *_aside(nodes, jumps, edge),
        *(_out(node, word, edge) for node, word in ends),
    )
    return Flow(
        WIDTH,
        height + 22,
        head,
        lanes,
        nodes,
        ways,
        (*(Stop(edge + 4, node.y) for node, _ in ends), Stop(nodes[-1].x, height + 9)),
        f"{process.label}：{len(nodes)} 步，{len(lanes)} 个岗位",
    )


def _named(step: Step) -> tuple[str, ...]:
    return (*step.by, *step.to, *step.tells)


def _lanes(view: View, roles: tuple[str, ...], room: float) -> tuple[Lane, ...]:
    # Even, so that no middle of a lane needs decimals: a page names each of them many times.
    wide = room // len(roles) // 2 * 2
    return tuple(
        Lane(
            role,
            wide * (place + 0.5),
            wide,
            wrap(view.policy.roles[role].label, (wide - 8) / _HEAD_TEXT),
            place % 2 == 0,
        )
        for place, role in enumerate(roles)
    )


def _node(step: Step, number: int, middle: dict[str, float], y: float) -> Sign:
    first, *others = step.by
    return Sign(
        step.id,
        number,
        middle[first],
        y,
        step.gate is not None,
        tuple(middle[role] for role in others),
        tuple(middle[role] for role in step.tells if role not in step.by),
        tuple(middle[role] for role in step.to if role not in step.by),
        bool(step.form),
        step.deadline is not None,
        step.when is not None,
    )


def _jumps(process: Process) -> Iterator[tuple[int, str, int]]:
    """Branches that do not lead to the next step: (from, word, to), steps counted from 0."""
    place = {step.id: number for number, step in enumerate(process.steps)}
    for number, step in enumerate(process.steps):
        if step.gate is not None:
            for word, target in (("是", step.gate.yes), ("否", step.gate.no)):
                if target != "end" and place[target] != number + 1:
                    yield number, word, place[target]


def _downward(process: Process, nodes: tuple[Sign, ...]) -> Iterator[Edge]:
    """The ways to the step that stands next, and from the last one to the end."""
    for step, node, after in zip(process.steps, nodes, (*nodes[1:], None), strict=True):
        word = ""
        if step.gate is not None:
            target = after.step if after else "end"
            words = {step.gate.yes: "是", step.gate.no: "否"}
            if target not in words:
                continue
            word = words[target]
        start = node.y + RADIUS
        x = node.x if after is None else after.x
        end = start + 12 if after is None else after.y - RADIUS - 1
        path = f"M{short(node.x)} {short(start)}"
        if x != node.x and after is not None:
            path += f"V{short((node.y + after.y) / 2)}H{short(x)}"
        yield Edge(f"{path}V{short(end)}", _tip(x, end, _DOWN), word, node.x + 5, start + 9)


def _tip(x: float, y: float, pointing: tuple[float, float, str]) -> str:
    across, along, shape = pointing
    return f"M{short(x + across)} {short(y + along)}{shape}"


def _aside(
    nodes: tuple[Sign, ...], jumps: tuple[tuple[int, str, int], ...], edge: float
) -> Iterator[Edge]:
    """The ways that pass other steps by: out to a rail on the right, down or up, and in again."""
    rails = {target: n for n, target in enumerate(dict.fromkeys(to for _, _, to in jumps))}
    for place, word, target in jumps:
        out, back = nodes[place], nodes[target]
        rail = edge + 14 + _RAIL_STEP * rails[target]
        start, end, turn = out.x + RADIUS, back.x + RADIUS, back.y + _entry(back)
        path = f"M{short(start)} {short(out.y)}H{short(rail)}V{short(turn)}H{short(end)}"
        yield Edge(path, _tip(end, turn, _LEFT), word, start + _WORD, _beside(out, place in rails))


def _entry(node: Sign) -> float:
    """How far from the middle, where a line to those who are told may run, a way comes in.

    Above it, but below it where the sign for a form stands above.
    """
    return 6 if node.forms else -6


def _beside(node: Sign, entered: bool) -> float:
    """Where the word of a way to the right stands: below it where another way comes in above."""
    return node.y + (12 if entered and _entry(node) < 0 else -4)


def _branch_ends(process: Process, nodes: tuple[Sign, ...]) -> Iterator[tuple[Sign, str]]:
    """The gates above the last step of which one branch ends the process, and that branch."""
    for step, node in zip(process.steps[:-1], nodes[:-1], strict=True):
        if step.gate is not None and "end" in (step.gate.yes, step.gate.no):
            yield node, "是" if step.gate.yes == "end" else "否"


def _out(node: Sign, word: str, edge: float) -> Edge:
    start, end = node.x + RADIUS, edge - 2
    path = f"M{short(start)} {short(node.y)}H{short(end)}"
    return Edge(path, _tip(end, node.y, _RIGHT), word, start + _WORD, node.y - 4)


def short(number: float) -> str:
    """A length in a picture, to a tenth of its unit."""
    return f"{round(number, 1):g}"


def numbers(process: Process) -> dict[str, int]:
    """Each step's number, counted from 1."""
    return {step.id: number for number, step in enumerate(process.steps, 1)}


def shared_clause(process: Process) -> tuple[str, ...]:
    """The clauses of a process whose steps all cite the same, which then need saying once."""
    cited = {step.clause for step in process.steps}
    return cited.pop() if len(cited) == 1 else ()


def pictures(view: View) -> dict[str, Flow]:
    """The pictures of a policy's processes, by process, as far as they have one."""
    drawn = {process.id: draw(view, process) for process in view.policy.processes.values()}
    return {process: flow for process, flow in drawn.items() if flow is not None}


def legend(pictures: Iterable[Flow]) -> str:
    """What the signs in pictures mean; only those that they have."""
    nodes = [node for drawn in pictures for node in drawn.nodes]
    signs = ["图里的数字是第几步"]
    if any(node.gate for node in nodes):
        signs.append("菱形是分岔")
    if any(node.also for node in nodes):
        signs.append("相连的小圆是同做这一步的岗位")
    if any(node.given for node in nodes):
        signs.append("小方框是交给谁")
    if any(node.told for node in nodes):
        signs.append("虚线空心圆是告知谁")
    if any(node.forms for node in nodes):
        signs.append("纸页是用到表单")
    if any(node.some for node in nodes):
        signs.append("外面有虚线圈的是只限一部分情形的步骤")
    if any(node.deadline for node in nodes):
        signs.append("钟是有时限")
    return "，".join([*signs, "实心方块是结束"]) + "。"


def using(policy: Policy, form: str) -> tuple[Uses, ...]:
    """The steps that use a form."""
    return together(
        step_use(process, number, step)
        for process in policy.processes.values()
        for number, step in enumerate(process.steps, 1)
        if form in step.form
    )
