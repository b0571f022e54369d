"""The renderer: what a policy says stands on its pages, inert, linked, and in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import parse_qsl

import pytest
from tiercalc.case.situation import Situation
from tiercalc.policy.policy import Policy
from tiercalc.policy.services import Counted
from tiercalc.words.sentences import fill, number_text

from handbook.checking.load import load_policy
from handbook.pages import pages, policies_by_sector
from handbook.pages.address import anchored
from handbook.pages.policy_pages import pages_of
from handbook.pages.wrapping import width, wrap
from tests.paths import CASES
from tests.paths import SHOPS as FOLDER
from tests.reading import HOSTILE, Element, Loaded, Read, flat
from tests.real import LOADED
from tests.shop import SHOPS

DAY = date(2026, 11, 22)
OWN = [pytest.param(path, id=path.stem) for path in sorted(FOLDER.glob("*.yaml"))]
POLICIES = [
    *OWN,
    *(pytest.param(each.path, id=each.id, marks=pytest.mark.library) for each in LOADED),
]
GOOD = [pytest.param(path, id=path.stem) for path in sorted((CASES / "good").glob("*.yaml"))]


@pytest.fixture(scope="module")
def teahouse() -> Policy:
    return SHOPS["teahouse"]


@pytest.fixture
def read(teahouse: Policy) -> Read:
    return _page(teahouse)


@pytest.fixture
def work(teahouse: Policy) -> Read:
    return _page(teahouse, "work")


@pytest.fixture
def notes(teahouse: Policy) -> Read:
    return _page(teahouse, "notes")


@pytest.fixture
def given(teahouse: Policy) -> Read:
    return _page(teahouse, "services")


def _pages(policy: Policy, on: date = DAY) -> dict[str, Read]:
    made = pages([Loaded(policy, Path("policy") / f"{policy.id}.yaml")], on)
    return {uri: Read(page.markdown) for uri, page in made.items()}


def _page(policy: Policy, part: str = "index", on: date = DAY) -> Read:
    return _pages(policy, on)[f"policy/{policy.id}/{part}.md"]


PROSE = {
    "title",
    "note",
    "label",
    "traits",
    "help",
    "text",
    "does",
    "consequence",
    "topic",
    "question",
}


def _texts(node: object) -> list[str]:
    """Every text of a policy that is written to be read."""
    if isinstance(node, Mapping):
        return [text for part in node.values() for text in _texts(part)]
    if isinstance(node, tuple):
        return [text for part in node for text in _texts(part)]
    if not is_dataclass(node):
        return []
    found = []
    for field in fields(node):
        value = getattr(node, field.name)
        decided = field.name == "ruling" and hasattr(node, "question")
        if isinstance(value, str) and (field.name in PROSE or decided):
            found.append(value)
        else:
            found += _texts(value)
    return found


@pytest.mark.parametrize("path", [*POLICIES, *GOOD])
def test_everything_that_a_policy_says_stands_on_its_pages(path: Path) -> None:
    policy = load_policy(path).policy
    told = "".join(read.text for read in _pages(policy).values())
    own = replace(policy, evidence=())
    situation = Situation(policy, {}, DAY, {})
    texts = [*_texts(own), *policy.clauses.values()]
    assert [text for text in texts if flat(fill(text, situation)) not in told] == []
    assert re.findall(r"\{[a-z_-]+\}", told) == []


@pytest.mark.parametrize("path", [*POLICIES, *GOOD])
def test_every_number_stands_in_its_row(path: Path) -> None:
    policy = load_policy(path).policy
    read = _page(policy)
    for figure in policy.figures.values():
        row = read.one(anchored(f"figure-{figure.id}")).text
        for _, value in figure.dated:
            assert (value if isinstance(value, str) else number_text(value)) in row
        assert figure.unset is None or re.search("待定|裁定|原文缺失", row)
    for penalty in policy.penalties.values():
        row = _page(policy, "penalties").one(anchored(f"penalty-{penalty.id}")).text
        assert penalty.fine is None or number_text(penalty.fine) in row
    part = "services" if policy.decisions or policy.amounts else "index"
    for service in policy.services.values():
        row = _page(policy, part).one(anchored(f"service-{service.id}")).text
        for cell in service.by.values():
            assert not isinstance(cell, Counted) or number_text(cell.number) in row


@pytest.mark.parametrize("path", [*POLICIES, *GOOD])
def test_ids_are_explicit_and_unique_and_every_link_leads_to_one(path: Path) -> None:
    read_pages = _pages(load_policy(path).policy)
    served = {re.sub(r"(/index)?\.md$", "", uri): read for uri, read in read_pages.items()}
    for folder, read in served.items():
        assert [id_ for id_, times in Counter(read.ids).items() if times > 1] == []
        assert [
            e for e in read.elements if re.fullmatch("h[1-6]", e.tag) and "id" not in e.given
        ] == []
        assert "made-up" not in "".join(read.ids)
        for link in read.all("a"):
            target, _, anchor = link.given["href"].partition("#")
            page = served[normpath(join(folder, target))]
            anchor = anchor.partition("?")[0]
            assert not anchor or anchor in page.ids, f"{folder}: {link.given['href']}"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_inert_wherever_it_stands(text: str, teahouse: Policy) -> None:
    plain = _tags(_pages(teahouse))
    seen = _pages(_rewritten(teahouse, text))
    assert _tags(seen) <= plain
    for part, ids in {
        "index": ("policy", "decision-tier"),
        "services": ("benefits", "provision-rest"),
        "work": ("work", "step-serving-pour"),
        "penalties": ("sanctions", "penalty-told"),
        "notes": ("notes", "ruling-floors"),
        "source": ("origin", "clause-one"),
    }.items():
        for id_ in ids:
            assert flat(text) in flat(seen[f"policy/{teahouse.id}/{part}.md"].one(id_).text)


def _tags(read_pages: Mapping[str, Read]) -> set[tuple[str, tuple[str, ...]]]:
    """What kinds of elements pages have, with the names of their attributes."""
    return {
        (e.tag, tuple(e.given))
        for read in read_pages.values()
        for e in read.elements
        if e.tag != "text"
    }


def _rewritten[T](node: T, text: str) -> T:
    """The same policy with a text in place of every text that it says."""
    if isinstance(node, Mapping):
        return {key: _rewritten(value, text) for key, value in node.items()}  # type: ignore[return-value]
    if isinstance(node, tuple):
        return tuple(_rewritten(value, text) for value in node)  # type: ignore[return-value]
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changes: dict[str, object] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        decided = field.name == "ruling" and hasattr(node, "question")
        if isinstance(value, str):
            changes[field.name] = text if field.name in PROSE or decided else value
        elif field.name == "clauses":
            changes[field.name] = dict.fromkeys(value, text)
        else:
            changes[field.name] = _rewritten(value, text)
    return replace(node, **changes)  # type: ignore[return-value]


def test_a_rule_is_a_sentence_with_linked_figures(read: Read) -> None:
    first = flat(read.one("rule-tier-1").text)
    assert "满足任何一项：" in first
    assert "一年花费不低于1,000元" in first
    assert "是会员：是，且来的次数多于50" in first
    assert "第一条、第二条" in first
    assert "金卡" in first
    silver = read.one("rule-tier-2").text
    assert "一年花费不低于 500 元" in silver
    assert "8.8 折" in silver
    assert "可以" in silver
    assert "想要的卡为“金卡”、“银卡”之一" in read.one("rule-labels-2").text
    assert "其余情形" in read.one("rule-rest-1").text
    links = {link.text: link.given["href"] for link in read.all("a", "figure")}
    assert links["1,000 元"] == "#figure-gold_floor"
    assert links["8.8 折"] == "#figure-share"


def test_figures_have_the_value_of_the_day(teahouse: Policy) -> None:
    later = _page(teahouse, on=date(2027, 1, 1))
    assert "一年花费不低于 1,200.5 元" in later.one("rule-tier-1").text
    row = later.one("figure-gold_floor").text
    assert row.endswith("2026-01-01 起 1,0002027-01-01 起 1,200.5 现行元第一条")
    assert "1,000 现行2027-01-01 起" in _page(teahouse).one("figure-gold_floor").text
    before = _page(teahouse, on=date(2025, 12, 31))
    assert "现行" not in before.one("figure-gold_floor").text
    assert "“金卡门槛”（待定" in before.one("rule-tier-1").text


def test_what_is_not_there_is_said_with_the_reason(read: Read, notes: Read, work: Read) -> None:
    marks = [mark for page in (read, notes, work) for mark in page.all("span", "mark-open")]
    assert any(mark.given.get("title", "") in mark.text for mark in marks)
    assert "公司还没有决定" in notes.text
    assert "待定" in notes.one("ruling-floors").text
    assert "第 1 条、第 2 条" in notes.one("ruling-floors").text
    assert "仅作举例，不是这部制度的规则" in read.text


def test_what_is_open_leads_to_its_ruling_and_what_is_decided_names_it(
    read: Read, given: Read, teahouse: Policy
) -> None:
    assert "待定" in read.one("rule-tier-3").text
    assert "待定" in given.one("service-tea").text
    late = _page(teahouse, "penalties").one("penalty-late").text
    assert "待定" in late
    assert "裁定 1" in read.one("rule-tier-1").text
    links = {
        link.text: link.given["href"] for link in read.all("a") if "ruling-" in link.given["href"]
    }
    assert links == {"待定": "notes/#ruling-floors", "裁定 1": "notes/#ruling-any-one"}


@pytest.mark.parametrize(
    ("completeness", "mark", "told"),
    [
        ("full", "本制度未规定", "原文完整"),
        ("cut", "原文缺失", "无从知道"),
        ("sketch", "原文缺失", "无从知道"),
    ],
)
def test_sections_that_a_policy_lacks_are_named(
    completeness: str, mark: str, told: str, teahouse: Policy
) -> None:
    source = replace(teahouse.source, completeness=completeness)
    bare = replace(teahouse, source=source, penalties={}, rewards={}, owner=(), in_force=None)
    lacking = _pages(
        replace(
            bare,
            rulings={},
            decisions={},
            figures={},
            examples=(),
            provisions={},
            services={},
            deadlines={},
            processes={},
            amounts={},
        )
    )
    source_page = lacking[f"policy/{teahouse.id}/source.md"]
    for section, name in (("penalties", "处罚"), ("rewards", "奖励"), ("deadlines", "时限")):
        assert source_page.one(section).text == name
    assert f"服务标准：{mark}" in source_page.text
    assert told in source_page.text.partition(f"服务标准：{mark}")[2].partition("。")[0]
    assert "适用范围、由谁负责" in lacking[f"policy/{teahouse.id}/index.md"].text


def test_a_guide_decides_nothing_and_has_no_calculator(teahouse: Policy) -> None:
    page = _page(
        replace(
            teahouse, kind="guide", decisions={}, amounts={}, inputs={}, services={}, examples=()
        )
    )
    assert not page.all("form")
    assert not page.all("svg", "tb-ladder")
    assert "满 500 元的记下来" in page.one("provision-rest").text


def test_the_ladder_shows_each_tier_with_mark_name_and_threshold(read: Read) -> None:
    (picture,) = read.all("svg", "tb-ladder")
    assert picture.given["role"] == "img"
    assert "会员等级：从高到低 3 级" in picture.given["aria-label"]
    for words in (
        "金卡",
        "银卡",
        "普通卡",
        "一年花费不低于 1,000 元",
        "没有写明条件",
        "以上都不符合：有的待定，看判定规则；其余：无",
    ):
        assert words in picture.text
    assert flat(read.one("tier-gold").text).startswith("●●●金卡常来的客人")
    assert flat(read.one("tier-plain").text).startswith("●○○普通卡")
    assert "茶（待定" in flat(read.one("tier-plain").text)
    shades = [e.given["class"] for e in read.all("g", "tb-step")]
    assert len(set(shades)) == 3


@pytest.mark.parametrize("path", POLICIES)
def test_no_line_of_a_picture_leaves_it(path: Path) -> None:
    for picture in _page(load_policy(path).policy).all("svg", "tb-ladder"):
        room = float(picture.given["viewbox"].split()[2])
        assert room == 360
    read = _page(load_policy(path).policy)
    for line in read.all("text"):
        if "x" in line.given and "class" not in line.given:
            assert float(line.given["x"]) + 13 * width(line.text) <= 360
    for name in read.all("text", "tb-step__name"):
        assert float(name.given["x"]) + 16 * width(name.text) <= 360


@pytest.mark.parametrize(
    "text", [*HOSTILE, "一年累计实付金额不低于 1,000,000 元，且“会员”为是", "A" * 90]
)
@pytest.mark.parametrize("room", [6, 11, 25])
def test_lines_fit_their_room_and_lose_nothing(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert all(width(line) <= room for line in lines)
    assert flat("".join(lines)) == flat(text)
    assert not any(line.startswith(("，", "。", "”")) or line.endswith("“") for line in lines)


def test_a_process_is_drawn_with_its_lanes_gates_and_ends(work: Read) -> None:
    (picture,) = work.all("svg", "tb-flow")
    assert "入会：4 步，3 个岗位" in picture.given["aria-label"]
    kinds = {e.given["class"]: e for e in work.elements if "tb-flow__" in e.given.get("class", "")}
    assert kinds["tb-flow__node"].given["d"].count("M") == 1
    assert kinds["tb-flow__gate"].given["d"].count("M") == 3
    assert kinds["tb-flow__number"].text == "1234"
    lanes = "茶艺师店长客人"
    assert kinds["tb-flow__role"].text == lanes
    assert sorted(kinds["tb-flow__word"].text) == list("否否否是是是")
    assert all("d" in e.given for e in kinds.values() if e.tag == "path")
    stops = re.findall(r"M([0-9.]+) ([0-9.]+)h10v10h-10z", kinds["tb-flow__tip"].given["d"])
    assert len(stops) == 2
    height = float(picture.given["viewbox"].split()[3])
    assert all(float(y) + 10 <= height for _, y in stops)


def test_steps_without_an_order_are_items_of_a_list(teahouse: Policy) -> None:
    joining = replace(teahouse.processes["joining"], ordered=False)
    made = _pages(replace(teahouse, processes={"joining": joining}))
    work = made["policy/teahouse/work.md"]
    assert work.all("svg", "tb-flow") == []
    assert "下面各项不分先后" in work.text
    told = flat(" ".join(page.text for page in made.values()))
    assert "入会第3项" in told
    assert "入会第3步" not in told


@pytest.mark.parametrize("path", POLICIES)
def test_no_words_of_a_policy_stand_in_a_process_twice(path: Path) -> None:
    policy = load_policy(path).policy
    if not policy.processes:
        return
    work = _page(policy, "work")
    for picture in work.all("svg", "tb-flow"):
        for process in policy.processes.values():
            assert not any(step.does in picture.text for step in process.steps)


def test_a_step_bears_the_rulings_on_it_wherever_it_is_listed(teahouse: Policy, work: Read) -> None:
    assert flat(work.one("step-joining-tell").text).count("第三条裁定1待定") == 1
    assert "待定" not in work.one("step-joining-look").text
    told = {
        "owner": "告诉客人3个工作日里来过入会第4步裁定1待定",
        "guest": "告诉我：3个工作日里来过几次入会第4步裁定1待定",
    }
    for role, said in told.items():
        assert said in flat(_pages(teahouse)[f"role/teahouse/{role}.md"].text)


def test_a_step_says_who_with_what_to_whom_and_by_when(work: Read) -> None:
    step = flat(work.one("step-joining-note").text)
    for words in (
        "店长、茶艺师：登记会员",
        "用表《会员登记簿》《茶单》《便条》",
        "告知客人",
        "时限客人申请后3个工作日内",
        "做完即登记完",
    ):
        assert words in step
    assert "到第 1 步" in work.one("step-joining-tell").text
    assert "流程结束" in work.one("step-joining-look").text


@pytest.mark.parametrize(
    ("deadline", "told"),
    [
        ("entry", "客人申请后 3 个工作日内；最后一天是休息日的，顺延到下一个工作日"),
        ("same-day", "客人申请后，当个工作日内"),
        ("ready", "客人申请前 30 分钟，只在 09:00 至 18:00 之间计时"),
        ("close-year", "登记完当年的最后一天"),
        ("wash", "自登记完起，每 7 天一次"),
        ("open-shop", "每天一次"),
    ],
)
def test_a_deadline_is_a_phrase(deadline: str, told: str, work: Read) -> None:
    assert told in work.one(f"deadline-{deadline}").text


def test_services_stand_in_a_matrix(given: Read) -> None:
    cells = {
        service: [flat(cell) for cell in _cells(given, service)]
        for service in ("tea", "room", "price", "gift", "water")
    }
    assert cells["tea"][:2] == ["2", "1"]
    assert cells["room"][0] == "有"
    assert cells["room"][1] == "可以有"
    assert cells["room"][2] == "—"
    assert "“—”：原文没有写给这一档，不等于不给" in given.text
    assert cells["price"][:2] == ["8.8折", "3，逢节日"]
    assert cells["gift"][0] == "任选一项：茶叶、茶杯"
    assert cells["water"][0] == "有"
    assert "是会员：是" in flat(given.one("service-room").text)


def test_a_tier_names_the_clauses_by_which_it_is_given_something(teahouse: Policy) -> None:
    own = {"gold": ("one",), "silver": ("two", "three"), "plain": ("three",)}
    tea = replace(teahouse.services["tea"], clause_for_all=(), clause_by=own)
    told = replace(teahouse, services={**teahouse.services, "tea": tea}, examples=())
    given = _page(told, "services")
    start = given.elements.index(given.one("service-tea"))
    cites = [flat(each.text) for each in given.elements[start:] if each.tag == "cite"]
    assert cites[:3] == ["金卡：\u2060第一条", "银卡：\u2060第二条、第三条", "普通卡：\u2060第三条"]
    assert flat(_cells(given, "room")[-1]) == "第一条"
    tiers = {value: flat(_page(told).one(f"tier-{value}").text) for value in own}
    assert tiers["gold"].endswith("第一条")
    assert tiers["silver"].endswith("第二条、第三条、第一条")
    assert tiers["plain"].endswith("第三条、第一条")
    # Where the tiers do not differ in them, the clauses stand with the services alone.
    assert "第一条" not in _page(teahouse).one("tier-gold").text


def _cells(read: Read, service: str) -> list[str]:
    start = read.elements.index(read.one(f"service-{service}"))
    row = []
    for element in read.elements[start + 1 :]:
        if element.tag == "tr":
            break
        if element.tag == "td":
            row.append(element.text)
    return row


def test_examples_fill_in_the_calculator(notes: Read, teahouse: Policy) -> None:
    start = notes.elements.index(notes.one("example-2"))
    link = next(e for e in notes.elements[start:] if e.tag == "a")
    form, _, query = link.given["href"].removeprefix("../#").partition("?")
    assert form == f"calculator-{teahouse.id}"
    assert dict(parse_qsl(query)) == {"spend": "100", "set.plain_floor": "50"}
    assert "公司还没有决定：门槛写作“若干”？" in notes.one("example-2").text
    assert "享有：茶" in notes.one("example-1").text
    assert "登记：客人申请 2026-03-02 10:00" in notes.one("example-3").text.replace("\u2060", "")
    fine = notes.one("example-4").text
    assert "处罚第 1 条（店长）2 次：没有登记" in fine
    assert "合计 2,001 元" in fine


def test_a_clause_leads_to_all_that_cites_it(teahouse: Policy) -> None:
    row = _page(teahouse, "source").one("clause-three")
    assert flat(row.text) == (
        "第三条数字：清洗间隔；规定：其他；入会第4步；上茶第1步；时限：结账、洗杯、开门营业；处罚2"
    )


def test_a_roles_card_says_what_by_when_on_which_form_and_at_what_cost(teahouse: Policy) -> None:
    card = _pages(teahouse)[f"role/{teahouse.id}/owner.md"]
    heads = [head.text for head in card.all("th")]
    assert heads == ["我要做什么", "什么时候", "用哪张表", "做不到会怎样", "流程以外"]
    line = next(row.text for row in card.all("tr") if "登记会员" in row.text)
    assert line.count("登记会员") == 1
    assert "入会第 3 步" in line
    assert "客人申请后 3 个工作日内" in line
    assert "《会员登记簿》《便条》" in line
    assert "茶单" not in line
    assert "1,000.5 元/次" in line
    assert "没有登记" in line
    assert "没有报上来" not in card.text
    assert "茶艺师交给我" in flat(card.text)
    guest = _pages(teahouse)[f"role/{teahouse.id}/guest.md"]
    assert "只写了处罚" in guest.text
    waiter = _pages(teahouse)[f"role/{teahouse.id}/waiter.md"]
    assert "20元/次客人夸奖" in waiter.text
    assert "退还500元说错价" in waiter.text


def test_a_card_without_anything_to_do_says_so(teahouse: Policy) -> None:
    alien = replace(teahouse.roles["guest"], id="alien", label="邻居", duties=())
    roles = {**teahouse.roles, "alien": alien}
    card = _pages(replace(teahouse, roles=roles))[f"role/{teahouse.id}/alien.md"]
    assert "里面没有写邻居的职责。" in card.text
    assert not card.all("table")
    (mark,) = card.all("span", "mark-open")
    assert mark.text == "本制度未规定"
    # The sentence is read once, not hidden behind the mark.
    assert "title" not in mark.given


def test_the_tables_over_all_policies_name_what_each_lacks(teahouse: Policy) -> None:
    rulings = {key: replace(ruling, penalties=()) for key, ruling in teahouse.rulings.items()}
    bare = replace(teahouse, id="bare", title="没有处罚的办法", penalties={}, examples=())
    bare = replace(bare, rulings=rulings)
    made = pages([Loaded(teahouse, Path("a.yaml")), Loaded(bare, Path("b.yaml"))], DAY)
    table = Read(made["penalties.md"].markdown)
    (group,) = table.all("tbody")
    assert group.given["data-policy-row"] == teahouse.id
    assert len(table.all("tr")) == 1 + 1 + 3
    assert "本制度未规定原文完整，里面没有写处罚。这样的有：没有处罚的办法。" in table.text
    services = Read(made["services.md"].markdown)
    assert "金卡：2杯；银卡：1杯；普通卡：待定" in services.text
    assert "../policy/bare/services/#services" in {a.given["href"] for a in services.all("a")}
    roles = Read(made["roles.md"].markdown)
    assert "../role/bare/waiter/" in {a.given["href"] for a in roles.all("a")}


def test_a_page_knows_its_place_and_its_file(teahouse: Policy) -> None:
    made = pages([Loaded(teahouse, Path("policy/teahouse.yaml"))], DAY)
    place = ("制度", "餐饮", "茶馆会员办法")
    for part, title in {
        "index": "茶馆会员办法",
        "services": "待遇与规定",
        "work": "岗位与流程",
        "penalties": "处罚与奖励",
        "notes": "裁定与例子",
        "source": "来源与条款",
    }.items():
        page = made[f"policy/{teahouse.id}/{part}.md"]
        assert (page.title, page.nav) == (title, place)
        assert page.source == Path("policy/teahouse.yaml")
    assert made[f"role/{teahouse.id}/owner.md"].nav == (*place, "岗位")
    assert made["deadlines.md"].source is None
    assert all(uri == page.uri for uri, page in made.items())


def test_a_policys_pages_lead_to_each_other_and_none_is_empty(teahouse: Policy) -> None:
    tabs = _tabs(_page(teahouse))
    assert tabs == {
        "等级与计算": "./",
        "待遇与规定": "services/",
        "岗位与流程": "work/",
        "处罚与奖励": "penalties/",
        "裁定与例子": "notes/",
        "来源与条款": "source/",
    }
    assert _tabs(_page(teahouse, "notes"))["等级与计算"] == "../"
    rulings = {key: replace(ruling, penalties=()) for key, ruling in teahouse.rulings.items()}
    fined = replace(teahouse, rewards={})
    assert "处罚" in _tabs(_page(fined))
    bare = replace(fined, penalties={}, provisions={}, rulings=rulings, examples=())
    assert list(_tabs(_page(bare))) == ["等级与计算", "待遇", "岗位与流程", "裁定", "来源与条款"]


def test_deadlines_and_forms_stand_apart_where_the_processes_fill_a_page() -> None:
    made = _pages(SHOPS["foot-spa"])
    work, apart = (made[f"policy/foot-spa/{part}.md"] for part in ("work", "deadlines"))
    assert list(_tabs(work).items())[2:4] == [("岗位与流程", "./"), ("时限与表单", "../deadlines/")]
    policy = SHOPS["foot-spa"]
    moved = {"deadlines", "forms", "ask-due"}
    moved |= {f"deadline-{each}" for each in policy.deadlines}
    moved |= {f"form-{each}" for each in policy.forms}
    assert moved <= set(apart.ids)
    assert moved.isdisjoint(work.ids)
    links = {each.given.get("href") for each in work.all("a")}
    assert any(f"../deadlines/#deadline-{each}" in links for each in policy.deadlines)
    assert any(f"../deadlines/#form-{each}" in links for each in policy.forms)


@pytest.mark.parametrize(
    ("lacking", "title"),
    [
        (("processes",), "岗位与时限"),
        (("processes", "deadlines", "forms"), "岗位职责"),
        (("processes", "roles"), "时限与表单"),
    ],
)
def test_the_page_about_work_is_named_after_what_it_has(
    lacking: tuple[str, ...], title: str, teahouse: Policy
) -> None:
    gone: dict[str, Any] = {key: {} for key in lacking}
    bare = {**gone, "penalties": {}, "rewards": {}, "owner": ()}
    tabs = [page.title for page in pages_of(replace(teahouse, **bare))]
    assert title in tabs


def _tabs(read: Read) -> dict[str, str]:
    """The row of tabs: it stands before the page's text, between the navigation's tags."""
    (row,) = read.all("nav", "tb-tabs")
    links = read.elements[read.elements.index(row) + 1 :]
    return {
        link.text: link.given["href"]
        for link in links
        if link.tag == "a" and link.text and link.text in row.text
    }


def test_scales_that_nothing_decides_stand_apart_with_their_traits(teahouse: Policy) -> None:
    guide = replace(
        teahouse, kind="guide", decisions={}, amounts={}, inputs={}, services={}, examples=()
    )
    read = _page(guide)
    lists = [flat(part.text) for part in read.all("ul", "tb-tiers__list")]
    firsts = ["金卡", "爱清静", "可以"]
    assert all(text.startswith(first) for text, first in zip(lists, firsts, strict=True))
    assert "常来的客人" in read.one("value-card-gold").text


def test_a_provision_names_values_of_the_scale_that_has_them_all(teahouse: Policy) -> None:
    scales = dict(teahouse.scales)
    scales["label"] = replace(
        scales["label"],
        values=(replace(scales["card"].values[0], label="金牌"), *scales["label"].values),
    )
    rest = replace(teahouse.provisions["rest"], values=("gold", "early"))
    own = replace(teahouse.provisions["rest"], id="own", values=("gold",))
    named = replace(teahouse, scales=scales, provisions={"rest": rest, "own": own})
    read = _page(named, "services")
    assert "适用于：金牌、爱早来" in read.one("provision-rest").text
    assert "适用于：金卡" in read.one("provision-own").text


def test_services_that_go_by_another_scale_are_not_missing(teahouse: Policy) -> None:
    service = replace(teahouse.services["tea"], scope="label", by={})
    read = _page(replace(teahouse, services={"tea": service}, examples=()))
    assert "服务不按这个等级分" in read.one("tier-gold").text
    assert "本制度未规定" not in read.one("tier-gold").text


def test_the_welcome_page_lists_policies_by_sector(teahouse: Policy) -> None:
    other = replace(teahouse, id="other", sector="酒店", title="另一部")
    read = Read(str(policies_by_sector([teahouse, other], DAY)))
    assert [section.given["aria-label"] for section in read.all("section")] == ["餐饮", "酒店"]
    assert [a.given["href"] for a in read.all("a")] == [f"policy/{teahouse.id}/", "policy/other/"]


def _card_rows(read: Read) -> list[tuple[list[str], list[Element]]]:
    """The rows of tables that are cards on a phone, with the heads of their table."""
    rows: list[tuple[list[str], list[Element]]] = []
    heads: list[str] = []
    part = ""
    for element in read.elements:
        classes = element.given.get("class", "").split()
        if element.tag == "table":
            part = "table" if "tb-cards" in classes and "tb-compare" not in classes else ""
            heads = []
        elif part and element.tag in ("thead", "tbody"):
            part = element.tag
        elif part == "tbody" and element.tag == "tr":
            rows.append((heads, []))
        elif element.tag in ("th", "td"):
            if part == "thead":
                heads.append(element.text)
            elif part == "tbody":
                rows[-1][1].append(element)
    return [(heads, cells) for heads, cells in rows if len(cells) == len(heads)]


def test_on_a_phone_each_cell_says_the_head_of_its_column(teahouse: Policy) -> None:
    rows = [row for read in _pages(teahouse).values() for row in _card_rows(read)]
    assert len({tuple(heads) for heads, _ in rows}) > 5
    for heads, cells in rows:
        said = [cell.given.get("data-label") for cell in cells]
        assert said in (heads, [None, *heads[1:]])
