"""Whether deadlines, processes, penalties and services make sense as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from tiercalc.dates import LENGTH_NAMES, LENGTHS
from tiercalc.given import is_time
from tiercalc.policy import UNNAMED, parse_number, plain_number, unit

from handbook.checking.figure_checks import figure_values, is_word, numeric_figure
from handbook.source.findings import Finding
from handbook.source.fixed_words import NOBODY_NAMED
from handbook.source.grammar import where
from handbook.source.spots import Spot
from handbook.source.value_hints import show
from handbook.source.yaml_source import Document


def work_findings(document: Document) -> Iterator[Finding]:
    """What cannot be carried out in the part of a policy that people work by."""
    root = Spot(document.data)
    for _, deadline in root.get("deadlines").fields():
        for key in ("within", "every"):
            yield from _length(document, root, deadline, deadline.get(key))
        yield from _hours(document, root, deadline)
    for _, process in root.get("processes").fields():
        yield from _steps(document, process)
        yield from _own_events(document, root, process)
    yield from _counted(document, root)
    for key, ruling in root.get("rulings").fields():
        yield from _ruling_roles(document, root, key, ruling)
        yield from _ruling_counting(document, root, key, ruling)
    for _, service in root.get("services").fields():
        if service.get("for").text == "all":
            yield from _for_all(document, service)
        else:
            yield from _clauses_by_value(document, root, service)


def _counted(document: Document, root: Spot) -> Iterator[Finding]:
    """Only what services are prepared for is counted."""
    served = {service.get("for").text for _, service in root.get("services").fields()}
    for scale, word in root.get("counted").fields():
        if root.get("scales").has(scale) and scale not in served:
            message = f"{where(word.keys)}：没有一项服务按“{scale}”区分，用不到这个量词；请删去。"
            yield document.finding(word.keys, "counted", message, on_key=True)


def _for_all(document: Document, service: Spot) -> Iterator[Finding]:
    said = f"{where(service.keys)}：人人都有的服务（按: 所有人）不分档，"
    if service.has("by"):
        message = f"{said}不能写“标准”。"
        yield document.finding((*service.keys, "by"), "service", message, on_key=True)
    if any(service.get("clause").fields()):
        message = f"{said}“条款”不能按取值写；请写成一个名称或列表。"
        yield document.finding((*service.keys, "clause"), "service", message, on_key=True)


def _clauses_by_value(document: Document, root: Spot, service: Spot) -> Iterator[Finding]:
    """Each value that is given the service has its clause, where each has its own."""
    clause = service.get("clause")
    cited = dict(clause.fields())
    values = dict(root.get("scales").get(service.get("for").text).fields())
    given = dict(service.get("by").fields()) or values
    # What is no value of the scale is a finding already, and may be meant for what has no clause.
    if not cited or not values.keys() >= {*cited, *given}:
        return
    lacking = "、".join(f"“{value}”" for value in given if value not in cited)
    if lacking:
        why = "“标准”里有的" if service.has("by") else "没有写“标准”，各档都享有"
        message = f"{where(clause.keys)}：少了{lacking}；{why}，都要写明出自哪一条。"
        yield document.finding(clause.keys, "service", message, on_key=True)
    for value, spot in cited.items():
        if value not in given:
            message = (
                f"{where(spot.keys)}：“标准”里没有“{value}”，它不享有这一项；"
                "请在“标准”里补上，或者删掉这里。"
            )
            yield document.finding(spot.keys, "service", message, on_key=True)


def _length(document: Document, root: Spot, deadline: Spot, named: Spot) -> Iterator[Finding]:
    figures = root.get("figures")
    if not figures.has(named.text):
        return
    yield from numeric_figure(document, root, named, "时长")
    counted_in = figures.get(named.text).get("unit")
    if counted_in.text not in LENGTHS and not is_word(figures.get(named.text)):
        has = f"的单位是{show(counted_in.value)}，不是时长" if counted_in.text else "没有单位"
        message = f"{where(named.keys)}：“{named.text}”{has}；单位应是 {LENGTH_NAMES} 之一。"
        yield document.finding(named.keys, "deadline-unit", message)
    yield from _countable(document, named, figures.get(named.text))
    event = deadline.get("before" if deadline.has("before") else "after")
    declared = root.get("events").get(event.text)
    if unit(counted_in.text).measure == "minute" and declared.get("type").text == "date":
        message = (
            f"{where(named.keys)}：按{counted_in.text}计时，事件“{event.text}”却只记到日期；"
            "请把事件改为“时刻”。"
        )
        yield document.finding(named.keys, "deadline-unit", message)


def _countable(document: Document, named: Spot, figure: Spot) -> Iterator[Finding]:
    name = figure.get("unit").text
    least = 1 if named.keys[-1] == "every" else 0
    for spot in figure_values(figure):
        number = parse_number(spot.value)
        if number is None or name not in LENGTHS:
            continue
        if number * LENGTHS[name].factor % 1 or number < least:
            message = (
                f"{where(named.keys)}：“{named.text}”是 {plain_number(number)} {name}，"
                f"数不出来；应是不小于 {least} 的整数。"
            )
            yield document.finding(named.keys, "deadline-length", message)


def _hours(document: Document, root: Spot, deadline: Spot) -> Iterator[Finding]:
    figures = root.get("figures")
    times = []
    for named in deadline.get("hours").words():
        values = figure_values(figures.get(named.text))
        wrong = next((value for value in values if not is_time(value.text)), None)
        times += [values[0].text] if len(values) == 1 else []
        if wrong is not None:
            found = f"“{named.text}”的值是{show(wrong.value)}"
            message = f"{where(named.keys)}：{found}，应是时刻，例如 09:00。"
            yield document.finding(named.keys, "hours", message)
    if len(times) == 2 and all(map(is_time, times)) and times[0] >= times[1]:
        message = f"{where(deadline.keys)}：营业时间从 {times[0]} 到 {times[1]}，结束应晚于开始。"
        yield document.finding((*deadline.keys, "hours"), "hours", message, on_key=True)


def _steps(document: Document, process: Spot) -> Iterator[Finding]:
    steps = list(process.get("steps").items())
    ids = [step.get("id").text for step in steps]
    for place, step in enumerate(steps):
        if ids[place] and ids[place] in ids[:place]:
            message = f"{where(step.keys)}：步骤“{ids[place]}”在本流程里已经有了，请换一个。"
            yield document.finding((*step.keys, "id"), "duplicate-id", message)
        if process.get("unordered").value is True and step.has("gate"):
            message = f"{where(step.keys)}：流程不分先后，就没有去向；请删去“不分先后”或“分岔”。"
            yield document.finding((*step.keys, "gate"), "gate-without-order", message)
    reached = _reached(steps, ids)
    for place, step in enumerate(steps):
        if place not in reached:
            message = f"{where(step.keys)}：没有一条路走到“{ids[place]}”；请检查前面的“分岔”。"
            yield document.finding(step.keys, "unreachable-step", message)


def _own_events(document: Document, root: Spot, process: Spot) -> Iterator[Finding]:
    """A step that happens when its event does cannot be due so long before or after it."""
    for step in process.get("steps").items():
        event = step.get("event")
        deadline = root.get("deadlines").get(step.get("deadline").text)
        lasting = deadline.get("sense").text == "until"
        side = "before" if deadline.has("before") else "after"
        if not event.text or lasting or not deadline.has("within"):
            continue
        if deadline.get(side).text == event.text:
            message = (
                f"{where(event.keys)}：这一步的时限“{step.get('deadline').text}”从“{event.text}”"
                f"往{'前' if side == 'before' else '后'}数，这一步就不是“{event.text}”本身；"
                "请删去“引起”，或写这一步引起的另一件事。"
            )
            yield document.finding(event.keys, "own-event", message)


def _reached(steps: list[Spot], ids: list[str]) -> set[int]:
    """The places of the steps that a process which starts with its first step can come to."""
    reached: set[int] = set()
    waiting = [0] if steps else []
    while waiting:
        place = waiting.pop()
        if place in reached or place >= len(steps):
            continue
        reached.add(place)
        targets = [target.text for _, target in steps[place].get("gate").fields()]
        waiting += [ids.index(target) for target in targets if target in ids]
        if not targets:
            waiting.append(place + 1)
    return reached


def _ruling_roles(document: Document, root: Spot, key: str, ruling: Spot) -> Iterator[Finding]:
    """Whose fines a ruling can bear on: the roles of the penalties that name it."""
    named: set[str] = set()
    for _, sanction in root.get("penalties").fields():
        if key in [word.text for word in sanction.get("ruling").words()]:
            acts = sanction.get("acts").items()
            roles = {role.text for act in acts for role in act.get("by").words()}
            named |= roles | ({UNNAMED} if len(roles) > 1 else set())
    for role in ruling.get("roles").words():
        if role.text == UNNAMED and role.text not in named:
            message = (
                f"{where(role.keys)}：没有一条写着裁定“{key}”的处罚涉及几个岗位，"
                f"“{NOBODY_NAMED}”用不上；请删去。"
            )
            yield document.finding(role.keys, "ruling-role", message)
        elif role.text in dict(root.get("roles").fields()) and role.text not in named:
            message = (
                f"{where(role.keys)}：没有一条写着裁定“{key}”的处罚涉及“{role.text}”；"
                "请写处罚涉及的岗位，或在处罚里写上这项裁定。"
            )
            yield document.finding(role.keys, "ruling-role", message)


def _ruling_counting(document: Document, root: Spot, key: str, ruling: Spot) -> Iterator[Finding]:
    """A ruling on what a count meets is one that some deadline rests on."""
    resting = (each.get("ruling").words() for _, each in root.get("deadlines").fields())
    if ruling.has("counting") and key not in [word.text for words in resting for word in words]:
        counting = ruling.get("counting")
        message = (
            f"{where(counting.keys)}：没有一个时限写着裁定“{key}”，“计时”用不上；"
            "请在时限里写上这项裁定，或删去这里。"
        )
        yield document.finding(counting.keys, "ruling-counting", message)
