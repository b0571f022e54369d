"""`tierbook diff`: every change in words, nothing left out, and who moves."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from handbook.checking.load import LoadedPolicy, load_bytes
from handbook.comparing.changes import Rewritten
from handbook.comparing.policies import compare
from tests.command import document, error, tierbook, write
from tests.paths import SHOPS as FOLDER
from tests.shop import FILES, SHOPS

DAY = date(2026, 7, 1)
STORE, BOOKS = "corner-shop", "book-shop"
MODELINE = "# yaml-language-server: $schema=policy.schema.json\n"

HOUSE = (
    MODELINE
    + """\
kind: policy
title: 茶馆会员办法
sector: 餐饮
source: {title: 茶馆会员办法, completeness: full}
owner: [host]
clauses: {art1: 第一条, art2: 第二条}
scales:
  member: {gold: 金客, regular: 熟客, guest: 散客}
  tea: {green: 绿茶, black: 红茶}
counted: {member: 桌}
figures:
  gold_floor: {label: 金客到店次数, value: 30, unit: 次, clause: art1}
  floor: {label: 熟客到店次数, value: 12, unit: 次, clause: art1}
  discount: {label: 熟客折扣, value: 9, unit: 折, clause: art2}
  card_days: {label: 发卡期限, unset: card-days-open, unit: 天, clause: art2}
  wait: {label: 答复期限, value: 3, unit: 工作日, clause: art2}
ascending: [[floor, gold_floor]]
inputs:
  visits: {label: 到店次数, type: count, more_is_better: true}
  favourite: {label: 常喝的茶, type: choice, scale: tea}
  price: {label: 茶价, type: money}
decisions:
  tier:
    label: 会员等级
    scale: member
    ladder: true
    rules:
      - {outcome: gold, clause: art1, when: {visits: {gte: gold_floor}}}
      - outcome: regular
        figure: discount
        clause: art1
        when: {any: [{visits: {gte: floor}}, {favourite: green}]}
      - {outcome: guest, clause: art1, when: {}}
amounts:
  pay: {label: 应付, of: price, times: tier, round: {to: 0.01, mode: half_up}}
roles:
  host:
    label: 掌柜
    duties:
      - {text: 每年年底数一遍到店次数, clause: art1}
      - {text: 把会员名册锁好, clause: art2}
  waiter: {label: 跑堂}
forms:
  book: {label: 到店记录簿, kept_by: [host]}
events:
  reached: {label: 次数达标, type: date}
processes:
  card:
    label: 办卡
    on: reached
    steps:
      - {id: look, by: [host], does: 查到店次数, form: [book], clause: art1}
      - {id: give, by: [host], does: 把卡交给客人, deadline: issue, clause: art2}
deadlines:
  issue: {label: 发卡, after: reached, within: card_days, clause: art2}
  reply: {label: 答复, after: reached, within: wait, clause: art2}
penalties:
  late: {number: 1, clause: art2, fine: 20, per: occurrence, acts: [{by: [waiter], for: 慢}]}
rewards:
  praise: {number: 2, clause: art2, fine: 10, per: occurrence, acts: [{by: [waiter], for: 快}]}
services:
  snack: {label: 茶点, unit: 碟, clause: art2, for: member, by: {gold: 3, regular: 2}}
  seat:
    label: 雅座
    unit: 张
    clause: {gold: art1, regular: [art1, art2]}
    for: member
    by: {gold: 2, regular: 1}
provisions:
  cash: {topic: 会员卡, text: 到店满 {floor}换来的卡不能折现。, clause: art2}
rulings:
  card-days-open: {clause: art2, question: 几天内发卡？, undecided: true}
  transfer: {clause: art2, question: 能不能转让？, undecided: true}
  cents: {clause: art2, question: 零头怎么办？, ruling: 四舍五入到分。, ground: convention}
evidence:
  - {text: 去年有 {share}的客人是熟客。, figures: {share: {value: 40, unit: "%"}}}
examples:
  - {given: {visits: 12}, expect: {tier: regular}}
  - {given: {visits: 11, favourite: black}, expect: {tier: guest}}
""".replace(
        "text: 到店满 {floor}换来的卡不能折现。", 'text: "到店满 {floor}换来的卡不能折现。"'
    ).replace("text: 去年有 {share}的客人是熟客。", 'text: "去年有 {share}的客人是熟客。"')
)
RULES = "判定“会员等级”的规则"

# What is replaced by what in the file, and the changes that are then said.
CASES = [
    (
        "把会员名册锁好, clause: art2",
        "把会员名册锁好, clause: art2, when: {favourite: green}",
        ["岗位“掌柜”的职责第 2 项的条件：没有条件 → 常喝的茶为“绿茶”（第二条）"],
    ),
    (
        "does: 查到店次数, form: [book], clause: art1",
        "does: 查到店次数, form: [book], clause: art1, when: {visits: {lt: floor}}",
        ["流程“办卡”的步骤第 1 项的条件：没有条件 → 到店次数少于 12 次（第一条）"],
    ),
    (
        "    on: reached\n",
        "    on: reached\n    when: {not: {favourite: green}}\n",
        ["流程“办卡”的条件：没有条件 → 常喝的茶不是“绿茶”"],
    ),
    (
        "per: occurrence, acts: [{by: [waiter], for: 慢}]",
        "per: occurrence, when: {visits: {lt: floor}}, acts: [{by: [waiter], for: 慢}]",
        ["处罚“第 1 条”的条件：没有条件 → 到店次数少于 12 次（第二条）"],
    ),
    ("value: 12, unit: 次", "value: 15, unit: 次", ["熟客到店次数 12 次 → 15 次（第一条）"]),
    (
        "value: 9, unit: 折",
        "values: {2026-01-01: 9, 2027-01-01: 8.5}, unit: 折",
        ["熟客折扣 9 折 → 2026-01-01 起 9 折，2027-01-01 起 8.5 折（第二条）"],
    ),
    ("{member: 桌}", "{member: 位}", ["量词“会员等级”：“桌” → “位”"]),
    ("unset: card-days-open", "value: 7", ["发卡期限 待定 → 7 天（第二条）"]),
    (
        "label: 熟客折扣",
        "label: 会员折扣",
        ["数字“会员折扣”的名称：“熟客折扣” → “会员折扣”（第二条）"],
    ),
    (
        "title: 茶馆会员办法\nsector",
        "title: 茶楼会员办法\nsector",
        ["制度名称：“茶馆会员办法” → “茶楼会员办法”"],
    ),
    ("owner: [host]", "owner: [host, waiter]", ["负责岗位：掌柜 → 掌柜、跑堂"]),
    (
        "kind: policy\n",
        "kind: policy\nin_force: {from: 2026-01-01}\n",
        ["施行日期的施行日：没有写 → “2026-01-01”"],
    ),
    ("art1: 第一条", "art1: 第一款", ["条款“第一款”：“第一条” → “第一款”"]),
    (
        "regular: 熟客, guest: 散客}",
        "regular: {label: 熟客, traits: 常来}, guest: 散客}",
        ["取值表“会员等级”的“熟客”：熟客 → 熟客，常来"],
    ),
    (
        "{green: 绿茶, black: 红茶}",
        "{green: 绿茶, black: 红茶, white: 白茶}",
        ["新增取值表“常喝的茶”的“白茶”"],
    ),
    (
        "{green: 绿茶, black: 红茶}",
        "{black: 红茶, green: 绿茶}",
        ["取值表“常喝的茶”的“红茶”从第 2 位移到第 1 位"],
    ),
    (
        "when: {visits: {gte: gold_floor}}",
        "when: {visits: {gt: gold_floor}}",
        [f"{RULES}第 1 项（金客）的条件：到店次数不少于 30 次 → 到店次数多于 30 次（第一条）"],
    ),
    (
        "when: {visits: {gte: gold_floor}}",
        "when: {visits: {gte: 30}}",
        [
            f"{RULES}第 1 项（金客）的条件："
            "到店次数 不低于 金客到店次数 → 到店次数 不低于 30（第一条）",
        ],
    ),
    (
        "outcome: guest, clause",
        "outcome: regular, may: true, clause",
        [f"{RULES}第 3 项（熟客）的结果：散客 → 熟客（可以，不是必须）（第一条）"],
    ),
    (
        "outcome: guest, clause",
        "open: card-days-open, clause",
        [f"{RULES}第 3 项的结果：散客 → 没有定论（几天内发卡？）（第一条）"],
    ),
    (
        "      - {outcome: guest, clause: art1, when: {}}\n",
        "",
        [f"删去{RULES}第 3 项（散客）：其余情形（第一条）"],
    ),
    (
        "    rules:\n",
        "    rules:\n      - {outcome: gold, clause: art2, when: {favourite: black}}\n",
        [f"新增{RULES}第 1 项（金客）：常喝的茶为“红茶”（第二条）"],
    ),
    (
        "        figure: discount\n",
        "        figure: discount\n        ruling: cents\n",
        [f"{RULES}第 2 项（熟客）的裁定：没有写 → 零头怎么办？（第一条）"],
    ),
    ("    ladder: true\n", "", ["判定“会员等级”的阶梯：是 → 没有写"]),
    ("mode: half_up", "mode: down", ["金额“应付”的取整的方式：四舍五入 → 舍去"]),
    ("type: money}", "type: count}", ["填写项“茶价”的类型：金额（元） → 次数"]),
    (
        "      - {text: 把会员名册锁好, clause: art2}\n",
        "      - {text: 把会员名册锁进柜子, clause: art2}\n      - {text: 擦桌子, clause: art2}\n",
        [
            "岗位“掌柜”的职责第 2 项的内容：“把会员名册锁好” → “把会员名册锁进柜子”（第二条）",
            "新增岗位“掌柜”的职责第 3 项：内容 “擦桌子”，条款 第二条（第二条）",
        ],
    ),
    (
        "  waiter: {label: 跑堂}\n",
        "  waiter: {label: 跑堂}\n  cook: {label: 厨子}\n",
        ["新增岗位“厨子”"],
    ),
    (
        "kept_by: [host]",
        "kept_by: [host, waiter]",
        ["表单“到店记录簿”的保管岗位：掌柜 → 掌柜、跑堂"],
    ),
    (
        "by: [host], does: 把卡交给客人",
        "by: [waiter], does: 把卡交给客人",
        ["流程“办卡”的步骤第 2 项的谁做：掌柜 → 跑堂（第二条）"],
    ),
    (
        "does: 查到店次数, form: [book], clause: art1}",
        "does: 查到店次数, form: [book], clause: art1, ruling: [transfer, cents]}",
        ["流程“办卡”的步骤第 1 项的裁定：没有写 → 能不能转让？、零头怎么办？（第一条）"],
    ),
    (
        "after: reached, within: card_days, clause: art2}",
        "after: reached, within: card_days, clause: art2, ruling: [transfer, cents]}",
        ["时限“发卡”的裁定：没有写 → 能不能转让？、零头怎么办？（第二条）"],
    ),
    (
        "within: wait,",
        "within: card_days,",
        ["时限“答复”：次数达标后 3 个工作日内 → 次数达标后“发卡期限”（待定）内（第二条）"],
    ),
    ("fine: 20", "fine: 30", ["处罚“第 1 条”：罚款 20 元 → 罚款 30 元（第二条）"]),
    ("fine: 10", "consequence: 上光荣榜", ["奖励“第 2 条”：奖励 10 元 → 上光荣榜（第二条）"]),
    (
        "by: {gold: 3, regular: 2}",
        "by: {gold: may, guest: 1}",
        [
            "茶点（金客）：3 碟 → 可酌情提供（第二条）",
            "茶点（散客）：没有 → 1 碟（第二条）",
            "茶点（熟客）：2 碟 → 没有（第二条）",
        ],
    ),
    (
        "unit: 碟, clause: art2",
        "unit: 碟, clause: {gold: art2, regular: [art1, art2]}",
        [
            "服务标准“茶点”的条款：第二条 → 金客 第二条，熟客 第一条、第二条（第二条、第一条）",
        ],
    ),
    (
        "{gold: art1, regular: [art1, art2]}",
        "{gold: art2, regular: [art1, art2]}",
        ["服务标准“雅座”的条款的“金客”：第一条 → 第二条（第二条）"],
    ),
    (
        "{gold: art1, regular: [art1, art2]}",
        "art1",
        ["服务标准“雅座”的条款：金客 第一条，熟客 第一条、第二条 → 第一条（第一条）"],
    ),
    ("{gold: 2, regular: 1}", "{gold: 4, regular: 1}", ["雅座（金客）：2 张 → 4 张（第一条）"]),
    (
        "{gold: art1, regular: [art1, art2]}\n    for: member\n    by: {gold: 2, regular: 1}",
        "{regular: [art1, art2]}\n    for: member\n    by: {regular: 1}",
        [
            "服务标准“雅座”的条款的“金客”：第一条 → 没有写（第一条）",
            "雅座（金客）：2 张 → 没有（第一条）",
        ],
    ),
    ("unit: 碟", "unit: 盘", ["服务标准“茶点”的单位：“碟” → “盘”（第二条）"]),
    (
        "question: 能不能转让？, undecided: true",
        "question: 能不能转让？, ruling: 不能。, ground: natural",
        [
            "裁定“能不能转让？”已有决定：不能。（第二条）",
            "裁定“能不能转让？”的依据：没有写 → 文字本义（第二条）",
        ],
    ),
    (
        "ruling: 四舍五入到分。, ground: convention",
        "undecided: true",
        [
            "裁定“零头怎么办？”不再有决定，原来是：四舍五入到分。（第二条）",
            "裁定“零头怎么办？”的依据：行业惯例 → 没有写（第二条）",
        ],
    ),
    (
        "ruling: 四舍五入到分。",
        "ruling: 抹去。",
        ["裁定“零头怎么办？”：四舍五入到分。 → 抹去。（第二条）"],
    ),
    ("value: 40", "value: 50", ["佐证数据第 1 项的其中的数字的“share”的数值：40 → 50"]),
    (
        "expect: {tier: regular}",
        "expect: {tier: regular, entitled: [snack]}",
        ["新增例子第 1 项的应得的结果的“享有的服务”：茶点"],
    ),
    (
        "expect: {tier: regular}",
        "expect: {tier: null}",
        ["例子第 1 项的应得的结果的“会员等级”：熟客 → 无"],
    ),
    (
        "  - {given: {visits: 12}, expect: {tier: regular}}\n",
        "",
        ["删去例子第 1 项：已知 到店次数 12，应得的结果 会员等级 熟客"],
    ),
    ("ascending: [[floor, gold_floor]]\n", "", ["删去大小次序第 1 项：熟客到店次数、金客到店次数"]),
    (
        "{floor}换来的卡不能折现。",
        "{floor}换来的卡不能转让。",
        [
            "其他规定“会员卡”的内容："
            "“到店满 12 次换来的卡不能折现。” → “到店满 12 次换来的卡不能转让。”（第二条）",
        ],
    ),
    (
        "{visits: 11, favourite: black}",
        "{favourite: black, visits: 11}",
        ["《茶馆会员办法》只换了写法，意思没有变"],
    ),
]


def versions(folder: Path, old: str, new: str) -> tuple[str, str]:
    """Two files with these texts, by their paths."""
    paths = folder / "old" / "tea.yaml", folder / "new" / "tea.yaml"
    for path, text in zip(paths, (old, new), strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def said(*words: str) -> list[str]:
    done = tierbook("diff", *words, "--on", DAY.isoformat())
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return done.stdout.decode().splitlines()


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What one run says of all cases, each a policy of its own in two folders."""
    old, new = (tmp_path_factory.mktemp(name) for name in ("old", "new"))
    for number, (before, after, _) in enumerate(CASES):
        assert HOUSE.count(before) == 1
        (old / f"case-{number}.yaml").write_text(HOUSE, encoding="utf-8")
        text = HOUSE.replace(before, after)
        (new / f"case-{number}.yaml").write_text(text, encoding="utf-8")
    found = document("diff", str(old), str(new), "--on", DAY.isoformat())
    texts: dict[str, list[str]] = {f"case-{number}": [] for number in range(len(CASES))}
    for change in found["changes"]:
        texts[change["policy"]].append(change["text"])
    return texts


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_change_in_words(cases: dict[str, list[str]], number: int) -> None:
    assert cases[f"case-{number}"] == CASES[number][2]


def test_the_same_twice_has_no_change() -> None:
    found = document("diff", STORE, str(FOLDER / f"{STORE}.yaml"))
    assert found["changes"] == []
    assert said(STORE, STORE) == [f"《{SHOPS[STORE].title}》没有改动。"]


def test_changes_as_data(tmp_path: Path) -> None:
    new = HOUSE.replace("value: 9, unit: 折", "value: 8.5, unit: 折")
    found = document("diff", *versions(tmp_path, HOUSE, new), "--on", DAY.isoformat())
    assert found["on"] == DAY.isoformat()
    (policy,) = found["policies"]
    assert policy["policy"] == "tea"
    assert policy["old"]["version"] != policy["new"]["version"]
    (change,) = found["changes"]
    assert (change["policy"], change["kind"]) == ("tea", "figure")
    assert change["place"] == ["figures", "discount"]
    assert (change["old"]["value"], change["new"]["value"]) == ("9", "8.5")
    assert change["clause"] == [{"id": "art2", "label": "第二条"}]
    assert change["text"] == "熟客折扣 9 折 → 8.5 折（第二条）"
    assert found["book"] is None


def test_two_folders_are_compared_policy_by_policy(tmp_path: Path) -> None:
    old, _ = versions(tmp_path, HOUSE, HOUSE.replace("fine: 20", "fine: 30"))
    (tmp_path / "old" / "gone.yaml").write_text(HOUSE.replace("茶馆", "旧馆"), encoding="utf-8")
    for folder in ("old", "new"):
        (tmp_path / folder / "same.yaml").write_text(HOUSE, encoding="utf-8")
    lines = said(str(tmp_path / "old"), str(tmp_path / "new"))
    assert lines == [
        "删去制度《旧馆会员办法》",
        "《茶馆会员办法》有 1 处改动：",
        "  处罚“第 1 条”：罚款 20 元 → 罚款 30 元（第二条）",
        "另外 1 份制度没有改动。",
    ]
    assert said(old, str(tmp_path / "new")) == lines[1:3]
    assert said(str(tmp_path / "old"), str(tmp_path / "new" / "tea.yaml")) == lines[1:3]


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    old, new = versions(tmp_path, HOUSE, HOUSE.replace("gte: floor", "gte: flor"))
    assert "是不是 floor？" in error("diff", old, new)["message"]
    assert "没有“nothing”这个制度文件" in error("diff", old, "nothing")["message"]
    (tmp_path / "empty").mkdir()
    assert "里没有制度文件" in error("diff", str(tmp_path / "empty"), str(tmp_path))["message"]
    assert "没有“" in error("diff", str(tmp_path / "empty"), old)["message"]


@pytest.fixture
def raised(tmp_path: Path) -> tuple[str, str]:
    """The house, and the house with the threshold of its middle tier raised."""
    return versions(tmp_path, HOUSE, HOUSE.replace("value: 12, unit: 次", "value: 15, unit: 次"))


CUSTOMERS = [["王一", "12"], ["李二", "15"], ["张三", "14"], ["赵四", "30"], ["钱五", ""]]


@pytest.fixture
def book(tmp_path: Path) -> str:
    rows = [[*each, "红茶"] for each in CUSTOMERS]
    return str(write(tmp_path / "list.csv", ["姓名", "到店次数", "常喝的茶"], *rows))


def test_who_moves(raised: tuple[str, str], book: str) -> None:
    reason = "原来：到店次数不少于 12 次（第一条）。现在：其余情形（第一条）。"
    assert said(*raised, "--book", book)[3:] == [
        "名册里有 5 位客户（UTF-8，逗号分隔）。",
        "2 位的会员等级变了：",
        "  熟客 → 散客：2 位",
        f"  第 2 行 王一：熟客 → 散客。{reason}",
        f"  第 4 行 张三：熟客 → 散客。{reason}",
    ]


def test_who_moves_as_data(raised: tuple[str, str], book: str) -> None:
    found = document("diff", *raised, "--book", book)["book"]
    assert (found["customers"], found["moved"]) == (5, 2)
    assert [(each["from"], each["to"], each["customers"]) for each in found["matrix"]] == [
        ("gold", "gold", 1),
        ("regular", "regular", 1),
        ("regular", "guest", 2),
        (None, None, 1),
    ]
    assert [each["from_undetermined"] for each in found["matrix"]] == [False] * 3 + [True]
    assert [(each["row"], each["customer"]) for each in found["moves"]] == [
        (2, {"姓名": "王一"}),
        (4, {"姓名": "张三"}),
    ]
    assert all("到店次数不少于 12 次" in each["reason"] for each in found["moves"])


def test_nobody_moves(raised: tuple[str, str], book: str) -> None:
    assert said(raised[0], raised[0], "--book", book)[2:] == [
        "名册里有 5 位客户（UTF-8，逗号分隔）。",
        "没有一位的会员等级变了。",
    ]


def test_a_terminal_is_not_flooded_with_movers(tmp_path: Path, raised: tuple[str, str]) -> None:
    rows = [[str(number), "13", "红茶"] for number in range(200)]
    book = write(tmp_path / "many.csv", ["编号", "到店次数", "常喝的茶"], *rows)
    lines = said(*raised, "--book", str(book))
    assert len(lines) < 70
    assert lines[-1].strip().startswith("另有 150 位没有逐个列出")
    assert len(document("diff", *raised, "--book", str(book))["book"]["moves"]) == 200


def test_a_renamed_input_is_known_by_its_id(tmp_path: Path, book: str) -> None:
    paths = versions(tmp_path, HOUSE, HOUSE.replace("label: 到店次数,", "label: 光顾次数,"))
    assert "  金客 → 不能确定：1 位" in said(*paths, "--book", book)
    write(Path(book), ["visits", "常喝的茶"], *[[each, "红茶"] for _, each in CUSTOMERS if each])
    assert said(*paths, "--book", book)[-1] == "没有一位的会员等级变了。"


def test_bad_cells_are_said_once(raised: tuple[str, str], book: str) -> None:
    write(Path(book), ["到店次数"], ["两次"])
    message = error("diff", *raised, "--book", book)["message"]
    assert message.splitlines()[0].endswith("有 1 处要改，改好再试：")


def test_a_list_needs_one_policy(tmp_path: Path, raised: tuple[str, str], book: str) -> None:
    folders = [str(tmp_path / name) for name in ("old", "new")]
    (tmp_path / "new" / "more.yaml").write_text(HOUSE, encoding="utf-8")
    assert error("diff", *folders, "--book", book)["code"] == "usage"


class Plain(yaml.SafeDumper):
    """Writes exact numbers as numbers."""


Plain.add_representer(
    Decimal,
    lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:f}"),
)


def parsed(text: str, name: str) -> LoadedPolicy | None:
    return load_bytes(Path(f"{name}.yaml"), text.encode()).policy


def rewritten(data: object, name: str) -> LoadedPolicy | None:
    """Plain data as a policy file that says the same; None where that has errors."""
    text = yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False)
    return parsed(MODELINE + text, name)


SUBJECTS = {name: FILES[name] for name in (STORE, BOOKS)}
SUBJECTS["tea"] = parsed(HOUSE, "tea")


def places(data: Any, keys: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    found = []
    for key, value in entries:
        found.append((*keys, key))
        if isinstance(value, dict | list):
            found += places(value, (*keys, key))
    return found


def drop(parent: Any, key: Any) -> None:
    del parent[key]


def touch(parent: Any, key: Any) -> None:
    """Another text, another number, the opposite."""
    value = parent[key]
    if isinstance(value, bool):
        parent[key] = not value
    elif isinstance(value, int | Decimal):
        parent[key] = value + 1
    elif isinstance(value, str):
        parent[key] = f"{value}改"


def to_the_end(parent: Any, key: Any) -> None:
    if isinstance(parent, dict):
        parent[key] = parent.pop(key)
    else:
        parent.append(parent.pop(key))


def twice(parent: Any, key: Any) -> None:
    if isinstance(parent, list):
        parent.append(deepcopy(parent[key]))
    else:
        parent[f"{key}-more"] = deepcopy(parent[key])


EDITS: list[Callable[[Any, Any], None]] = [drop, touch, to_the_end, twice]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_no_difference_is_left_out(data: st.DataObject) -> None:
    old = data.draw(st.sampled_from(list(SUBJECTS.values())))
    edited: Any = deepcopy(old.data)
    for _ in range(data.draw(st.integers(1, 3))):
        *way, key = data.draw(st.sampled_from(places(edited)))
        parent = edited
        for step in way:
            parent = parent[step]
        data.draw(st.sampled_from(EDITS))(parent, key)
    new = rewritten(edited, old.id)
    assume(new is not None)
    changes = compare(old, new, DAY)
    assert bool(changes) == (old.policy.version != new.policy.version)
    assert all(change.text.strip() for change in changes)
    assert json.dumps([change.data() for change in changes])
    if any(isinstance(change, Rewritten) for change in changes):
        assert replace(new.policy, version=old.policy.version) == old.policy
    back = compare(new, old, DAY)
    assert bool(back) == bool(changes)


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_policy_written_out_again_is_the_same(name: str) -> None:
    again = rewritten(SUBJECTS[name].data, name)
    assert compare(SUBJECTS[name], again, DAY) == ()


def test_two_policies_that_have_nothing_in_common() -> None:
    one, other = SUBJECTS[STORE], SUBJECTS["tea"]
    kinds = {change.kind for change in compare(one, other, DAY)}
    assert {"added", "removed", "field"} <= kinds
