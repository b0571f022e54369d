"""`tierbook diff`: every change in words, nothing left out, and who moves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tiercalc.policy.policy import Policy

from handbook.checking.load import LoadedPolicy, load_bytes
from handbook.comparing.changes import Rewritten
from handbook.comparing.policies import compare
from handbook.source.yaml_source import read_yaml
from tests.cases_of import SPACED_FILE
from tests.command import document, error, tierbook, write
from tests.paths import SHOPS as FOLDER
from tests.shop import FILES, SHOPS

DAY = date(2026, 7, 1)
STORE, BOOKS = "corner-shop", "book-shop"
MODELINE = "# yaml-language-server: $schema=policy.schema.json\n"

HOUSE = (
    MODELINE
    + """\
制度: 茶馆会员办法
行业: 餐饮
来源: {题名: 茶馆会员办法, 完整: 完整}
负责: [host]
条款: {art1: 第一条, art2: 第二条}
取值表:
  member:
    gold: {名称: 金客}
    regular: {名称: 熟客}
    guest: {名称: 散客}
  tea:
    green: {名称: 绿茶}
    black: {名称: 红茶}
量词: {member: 桌}
数字:
  gold_floor: {名称: 金客到店次数, 数值: 30 次, 条款: art1}
  floor: {名称: 熟客到店次数, 数值: 12 次, 条款: art1}
  discount: {名称: 熟客折扣, 数值: 9 折, 条款: art2}
  card_days: {名称: 发卡期限, 待定: card-days-open, 单位: 天, 条款: art2}
  wait: {名称: 答复期限, 数值: 3 工作日, 条款: art2}
大小次序: [[floor, gold_floor]]
填写项:
  visits: {名称: 到店次数, 类型: 数量, 越多越好: 是}
  favourite: {名称: 常喝的茶, 类型: tea}
  price: {名称: 茶价, 类型: 金额}
判定:
  tier:
    名称: 会员等级
    取值: member
    阶梯: 是
    规则:
      - {结果: gold, 条款: art1, 条件: {visits: {不低于: gold_floor}}}
      - 结果: regular
        比率: discount
        条款: art1
        条件: {任一: [{visits: {不低于: floor}}, {favourite: green}]}
    其余: {结果: guest, 条款: art1}
金额:
  pay: {名称: 应付, 数: price, 乘: tier, 取整: {到: 0.01, 方式: 四舍五入}}
岗位:
  host:
    名称: 掌柜
    职责:
      - {内容: 每年年底数一遍到店次数, 条款: art1}
      - {内容: 把会员名册锁好, 条款: art2}
  waiter: {名称: 跑堂}
表单:
  book: {名称: 到店记录簿, 保管: [host]}
事件:
  reached: {名称: 次数达标, 精度: 日期}
流程:
  card:
    名称: 办卡
    起因: reached
    步骤:
      - {步骤: look, 谁做: [host], 做什么: 查到店次数, 表单: [book], 条款: art1}
      - {步骤: give, 谁做: [host], 做什么: 把卡交给客人, 时限: issue, 条款: art2}
时限:
  issue: {名称: 发卡, 事件之后: reached, 时长: card_days, 条款: art2}
  reply: {名称: 答复, 事件之后: reached, 时长: wait, 条款: art2}
处罚:
  慢待: {条款: art2, 罚款: 20 元, 行为: [{谁: [waiter], 做了什么: 慢}]}
奖励:
  手快: {条款: art2, 奖金: 10 元, 行为: [{谁: [waiter], 做了什么: 快}]}
服务:
  snack: {名称: 茶点, 单位: 碟, 条款: art2, 按: member, 标准: {gold: 3, regular: 2}}
  seat:
    名称: 雅座
    单位: 张
    条款: {gold: art1, regular: [art1, art2]}
    按: member
    标准: {gold: 2, regular: 1}
规定:
  cash: {主题: 会员卡, 内容: "到店满 {floor}换来的卡不能折现。", 条款: art2}
裁定:
  card-days-open: {条款: art2, 问题: 几天内发卡？}
  transfer: {条款: art2, 问题: 能不能转让？}
  cents: {条款: art2, 问题: 零头怎么办？, 答案: 四舍五入到分。, 依据: 行业惯例}
佐证:
  - {内容: "去年有 {share}的客人是熟客。", 数字: {share: 40%}}
例子:
  - {已知: {visits: 12}, 应得: {tier: regular}}
  - {已知: {visits: 11, favourite: black}, 应得: {tier: guest}}
"""
)
RULES = "判定“会员等级”的规则"

# What is replaced by what in the file, and the changes that are then said.
CASES = [
    (
        "把会员名册锁好, 条款: art2",
        "把会员名册锁好, 条款: art2, 条件: {favourite: green}",
        ["岗位“掌柜”的职责第 2 项的条件：没有条件 → 常喝的茶为“绿茶”（第二条）"],
    ),
    (
        "做什么: 查到店次数, 表单: [book], 条款: art1",
        "做什么: 查到店次数, 表单: [book], 条款: art1, 条件: {visits: {低于: floor}}",
        ["流程“办卡”的步骤第 1 项的条件：没有条件 → 到店次数少于 12 次（第一条）"],
    ),
    (
        "    起因: reached\n",
        "    起因: reached\n    条件: {并非: {favourite: green}}\n",
        ["流程“办卡”的条件：没有条件 → 常喝的茶不是“绿茶”"],
    ),
    (
        "罚款: 20 元, 行为: [{谁: [waiter], 做了什么: 慢}]",
        "罚款: 20 元, 条件: {visits: {低于: floor}}, 行为: [{谁: [waiter], 做了什么: 慢}]",
        ["处罚“慢待”的条件：没有条件 → 到店次数少于 12 次（第二条）"],
    ),
    ("数值: 12 次", "数值: 15 次", ["熟客到店次数 12 次 → 15 次（第一条）"]),
    (
        "数值: 9 折",
        "数值: {2026-01-01: 9 折, 2027-01-01: 8.5 折}",
        ["熟客折扣 9 折 → 2026-01-01 起 9 折，2027-01-01 起 8.5 折（第二条）"],
    ),
    ("{member: 桌}", "{member: 位}", ["量词“会员等级”：“桌” → “位”"]),
    ("待定: card-days-open, 单位: 天", "数值: 7 天", ["发卡期限 待定 → 7 天（第二条）"]),
    (
        "名称: 熟客折扣",
        "名称: 会员折扣",
        ["数字“会员折扣”的名称：“熟客折扣” → “会员折扣”（第二条）"],
    ),
    (
        "制度: 茶馆会员办法\n行业",
        "制度: 茶楼会员办法\n行业",
        ["制度：“茶馆会员办法” → “茶楼会员办法”"],
    ),
    ("负责: [host]", "负责: [host, waiter]", ["负责：掌柜 → 掌柜、跑堂"]),
    (
        "行业: 餐饮\n",
        "行业: 餐饮\n施行: {自: 2026-01-01}\n",
        ["施行的“自”：没有写 → “2026-01-01”"],
    ),
    ("art1: 第一条", "art1: 第一款", ["条款“第一款”：“第一条” → “第一款”"]),
    (
        "regular: {名称: 熟客}",
        "regular: {名称: 熟客, 特征: 常来}",
        ["取值表“会员等级”的“熟客”：熟客 → 熟客，常来"],
    ),
    (
        "    green: {名称: 绿茶}\n    black: {名称: 红茶}\n",
        "    green: {名称: 绿茶}\n    black: {名称: 红茶}\n    白茶:\n",
        ["新增取值表“常喝的茶”的“白茶”"],
    ),
    (
        "    green: {名称: 绿茶}\n    black: {名称: 红茶}\n",
        "    black: {名称: 红茶}\n    green: {名称: 绿茶}\n",
        ["取值表“常喝的茶”的“红茶”从第 2 位移到第 1 位"],
    ),
    (
        "条件: {visits: {不低于: gold_floor}}",
        "条件: {visits: {高于: gold_floor}}",
        [f"{RULES}第 1 项（金客）的条件：到店次数不少于 30 次 → 到店次数多于 30 次（第一条）"],
    ),
    (
        "条件: {visits: {不低于: gold_floor}}",
        "条件: {visits: {不低于: 30}}",
        [
            f"{RULES}第 1 项（金客）的条件："
            "到店次数 不低于 金客到店次数 → 到店次数 不低于 30（第一条）",
        ],
    ),
    (
        "{结果: guest, 条款",
        "{结果: regular, 可以而非应当: 是, 条款",
        [f"{RULES}第 3 项（熟客）的结果：散客 → 熟客（可以，不是必须）（第一条）"],
    ),
    (
        "{结果: guest, 条款",
        "{待定: card-days-open, 条款",
        [f"{RULES}第 3 项的结果：散客 → 没有定论（几天内发卡？）（第一条）"],
    ),
    (
        "    其余: {结果: guest, 条款: art1}\n",
        "",
        [f"删去{RULES}第 3 项（散客）：其余情形（第一条）"],
    ),
    (
        "    规则:\n",
        "    规则:\n      - {结果: gold, 条款: art2, 条件: {favourite: black}}\n",
        [f"新增{RULES}第 1 项（金客）：常喝的茶为“红茶”（第二条）"],
    ),
    (
        "        比率: discount\n",
        "        比率: discount\n        裁定: cents\n",
        [f"{RULES}第 2 项（熟客）的裁定：没有写 → 零头怎么办？（第一条）"],
    ),
    ("    阶梯: 是\n", "", ["判定“会员等级”的阶梯：是 → 没有写"]),
    ("方式: 四舍五入", "方式: 舍去", ["金额“应付”的取整的方式：四舍五入 → 舍去"]),
    ("名称: 茶价, 类型: 金额}", "名称: 茶价, 类型: 数量}", ["填写项“茶价”的类型：金额 → 数量"]),
    (
        "      - {内容: 把会员名册锁好, 条款: art2}\n",
        "      - {内容: 把会员名册锁进柜子, 条款: art2}\n      - {内容: 擦桌子, 条款: art2}\n",
        [
            "岗位“掌柜”的职责第 2 项的内容：“把会员名册锁好” → “把会员名册锁进柜子”（第二条）",
            "新增岗位“掌柜”的职责第 3 项：内容 “擦桌子”，条款 第二条（第二条）",
        ],
    ),
    (
        "  waiter: {名称: 跑堂}\n",
        "  waiter: {名称: 跑堂}\n  厨子:\n",
        ["新增岗位“厨子”"],
    ),
    (
        "保管: [host]",
        "保管: [host, waiter]",
        ["表单“到店记录簿”的保管：掌柜 → 掌柜、跑堂"],
    ),
    (
        "谁做: [host], 做什么: 把卡交给客人",
        "谁做: [waiter], 做什么: 把卡交给客人",
        ["流程“办卡”的步骤第 2 项的谁做：掌柜 → 跑堂（第二条）"],
    ),
    (
        "做什么: 查到店次数, 表单: [book], 条款: art1}",
        "做什么: 查到店次数, 表单: [book], 条款: art1, 裁定: [transfer, cents]}",
        ["流程“办卡”的步骤第 1 项的裁定：没有写 → 能不能转让？、零头怎么办？（第一条）"],
    ),
    (
        "事件之后: reached, 时长: card_days, 条款: art2}",
        "事件之后: reached, 时长: card_days, 条款: art2, 裁定: [transfer, cents]}",
        ["时限“发卡”的裁定：没有写 → 能不能转让？、零头怎么办？（第二条）"],
    ),
    (
        "时长: wait,",
        "时长: card_days,",
        ["时限“答复”：次数达标后 3 个工作日内 → 次数达标后“发卡期限”（待定）内（第二条）"],
    ),
    ("罚款: 20 元", "罚款: 30 元", ["处罚“慢待”：罚款 20 元 → 罚款 30 元（第二条）"]),
    ("奖金: 10 元", "奖励: 上光荣榜", ["奖励“手快”：奖励 10 元 → 上光荣榜（第二条）"]),
    (
        "标准: {gold: 3, regular: 2}",
        "标准: {gold: 可以有, guest: 1}",
        [
            "茶点（金客）：3 碟 → 可酌情提供（第二条）",
            "茶点（散客）：没有 → 1 碟（第二条）",
            "茶点（熟客）：2 碟 → 没有（第二条）",
        ],
    ),
    (
        "单位: 碟, 条款: art2",
        "单位: 碟, 条款: {gold: art2, regular: [art1, art2]}",
        [
            "服务“茶点”的条款：第二条 → 金客 第二条，熟客 第一条、第二条（第二条、第一条）",
        ],
    ),
    (
        "{gold: art1, regular: [art1, art2]}",
        "{gold: art2, regular: [art1, art2]}",
        ["服务“雅座”的条款的“金客”：第一条 → 第二条（第二条）"],
    ),
    (
        "{gold: art1, regular: [art1, art2]}",
        "art1",
        ["服务“雅座”的条款：金客 第一条，熟客 第一条、第二条 → 第一条（第一条）"],
    ),
    ("{gold: 2, regular: 1}", "{gold: 4, regular: 1}", ["雅座（金客）：2 张 → 4 张（第一条）"]),
    (
        "{gold: art1, regular: [art1, art2]}\n    按: member\n    标准: {gold: 2, regular: 1}",
        "{regular: [art1, art2]}\n    按: member\n    标准: {regular: 1}",
        [
            "服务“雅座”的条款的“金客”：第一条 → 没有写（第一条）",
            "雅座（金客）：2 张 → 没有（第一条）",
        ],
    ),
    ("单位: 碟", "单位: 盘", ["服务“茶点”的单位：“碟” → “盘”（第二条）"]),
    (
        "问题: 能不能转让？",
        "问题: 能不能转让？, 答案: 不能。, 依据: 文字本义",
        [
            "裁定“能不能转让？”已有决定：不能。（第二条）",
            "裁定“能不能转让？”的依据：没有写 → 文字本义（第二条）",
        ],
    ),
    (
        ", 答案: 四舍五入到分。, 依据: 行业惯例",
        "",
        [
            "裁定“零头怎么办？”不再有决定，原来是：四舍五入到分。（第二条）",
            "裁定“零头怎么办？”的依据：行业惯例 → 没有写（第二条）",
        ],
    ),
    (
        "答案: 四舍五入到分。",
        "答案: 抹去。",
        ["裁定“零头怎么办？”：四舍五入到分。 → 抹去。（第二条）"],
    ),
    ("share: 40%", "share: 50%", ["佐证第 1 项的其中的数字的“share”：40% → 50%"]),
    (
        "应得: {tier: regular}",
        "应得: {tier: regular, 享有: [snack]}",
        ["例子第 1 项的应得的享有：没有写 → 茶点"],
    ),
    (
        "应得: {tier: regular}",
        "应得: {tier: 无}",
        ["例子第 1 项的应得的“会员等级”：熟客 → 无"],
    ),
    (
        "  - {已知: {visits: 12}, 应得: {tier: regular}}\n",
        "",
        ["删去例子第 1 项：已知 到店次数 12，应得 会员等级 熟客"],
    ),
    ("大小次序: [[floor, gold_floor]]\n", "", ["删去大小次序第 1 项：熟客到店次数、金客到店次数"]),
    (
        "{floor}换来的卡不能折现。",
        "{floor}换来的卡不能转让。",
        [
            "规定“会员卡”的内容："
            "“到店满 12 次换来的卡不能折现。” → “到店满 12 次换来的卡不能转让。”（第二条）",
        ],
    ),
    (
        "regular: {名称: 熟客}",
        "regular: {名称: 老熟客}",
        [
            "取值表“会员等级”的“熟客”：熟客 → 老熟客",
            "“熟客”不再是名称，却还写在"
            "数字“熟客到店次数”的名称、数字“熟客折扣”的名称、佐证第 1 项的内容",
        ],
    ),
    (
        "guest: {名称: 散客}",
        "guest: {名称: 过路客}",
        ["取值表“会员等级”的“散客”：散客 → 过路客"],
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
    new = HOUSE.replace("数值: 9 折", "数值: 8.5 折")
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
    old, _ = versions(tmp_path, HOUSE, HOUSE.replace("罚款: 20 元", "罚款: 30 元"))
    (tmp_path / "old" / "gone.yaml").write_text(HOUSE.replace("茶馆", "旧馆"), encoding="utf-8")
    for folder in ("old", "new"):
        (tmp_path / folder / "same.yaml").write_text(HOUSE, encoding="utf-8")
    lines = said(str(tmp_path / "old"), str(tmp_path / "new"))
    assert lines == [
        "删去制度《旧馆会员办法》",
        "《茶馆会员办法》有 1 处改动：",
        "  处罚“慢待”：罚款 20 元 → 罚款 30 元（第二条）",
        "另外 1 份制度没有改动。",
    ]
    assert said(old, str(tmp_path / "new")) == lines[1:3]
    assert said(str(tmp_path / "old"), str(tmp_path / "new" / "tea.yaml")) == lines[1:3]


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    old, new = versions(tmp_path, HOUSE, HOUSE.replace("不低于: floor", "不低于: flor"))
    assert "是不是 floor？" in error("diff", old, new)["message"]
    assert "没有“nothing”这个制度文件" in error("diff", old, "nothing")["message"]
    (tmp_path / "empty").mkdir()
    assert "里没有制度文件" in error("diff", str(tmp_path / "empty"), str(tmp_path))["message"]
    assert "没有“" in error("diff", str(tmp_path / "empty"), old)["message"]


@pytest.fixture
def raised(tmp_path: Path) -> tuple[str, str]:
    """The house, and the house with the threshold of its middle tier raised."""
    return versions(tmp_path, HOUSE, HOUSE.replace("数值: 12 次", "数值: 15 次"))


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
    paths = versions(tmp_path, HOUSE, HOUSE.replace("名称: 到店次数,", "名称: 光顾次数,"))
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


def written(policy: LoadedPolicy) -> Any:
    """The plain data of a policy's file, as they are written there."""
    document, _ = read_yaml(policy.path.as_posix(), policy.document.text.encode())
    assert document is not None
    return document.data


SUBJECTS = {name: FILES[name] for name in (STORE, BOOKS)}
SUBJECTS["tea"] = parsed(HOUSE, "tea")
# Whatever it names is named in Chinese.
SUBJECTS["names"] = SPACED_FILE


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
        parent[f"{key}又"] = deepcopy(parent[key])


ENGLISH = re.compile("[a-z]")
EDITS: list[Callable[[Any, Any], None]] = [drop, touch, to_the_end, twice]


def differing(old: Policy, new: Policy) -> list[str]:
    """The fields in which two policies differ."""
    names = [each.name for each in fields(Policy)]
    return [name for name in names if getattr(old, name) != getattr(new, name)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_no_difference_is_left_out(data: st.DataObject) -> None:
    old = data.draw(st.sampled_from(list(SUBJECTS.values())))
    edited = deepcopy(written(old))
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
    if old.id == "names":
        assert [change.text for change in changes if ENGLISH.search(change.text)] == []
    assert json.dumps([change.data() for change in changes])
    if any(isinstance(change, Rewritten) for change in changes):
        assert differing(old.policy, new.policy) == ["version"]
    back = compare(new, old, DAY)
    assert bool(back) == bool(changes)


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_policy_written_out_again_is_the_same(name: str) -> None:
    again = rewritten(written(SUBJECTS[name]), name)
    assert compare(SUBJECTS[name], again, DAY) == ()


def test_two_policies_that_have_nothing_in_common() -> None:
    one, other = SUBJECTS[STORE], SUBJECTS["tea"]
    kinds = {change.kind for change in compare(one, other, DAY)}
    assert {"added", "removed", "field"} <= kinds
