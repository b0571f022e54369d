"""A policy that takes over another one's file: what it says differs, all else follows."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tiercalc import Policy

from handbook.checking.check import check
from handbook.checking.load import load_policies
from handbook.comparing.policies import compare
from handbook.pages import pages
from tests.paths import SHOPS
from tests.reading import Read

HEAD = "# yaml-language-server: $schema=policy.schema.json\n"
NORTH = HEAD + "制度: 北店\n沿用: teahouse\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SHOPS / "teahouse.yaml", tmp_path)
    return tmp_path


def variant(folder: Path, text: str) -> tuple[Policy, Policy]:
    """The shop and its variant."""
    (folder / "north.yaml").write_text(text, encoding="utf-8")
    north, shop = load_policies(folder)
    return shop.policy, north.policy


def findings(folder: Path, text: str) -> list[tuple[int, str]]:
    (folder / "north.yaml").write_text(text, encoding="utf-8")
    found = check([folder / "north.yaml"], date(2026, 12, 1)).findings
    return [(each.line, each.code) for each in found]


def test_what_is_not_said_is_the_bases(folder: Path) -> None:
    shop, north = variant(folder, NORTH)
    assert north.title == "北店"
    assert (north.figures, north.decisions, north.rulings) == (
        shop.figures,
        shop.decisions,
        shop.rulings,
    )
    assert north.variant is not None
    assert (north.variant.of, north.variant.title) == ("teahouse", shop.title)
    assert north.variant.differs == ()


def test_a_part_that_is_said_differs_and_the_rest_of_it_stays(folder: Path) -> None:
    shop, _ = variant(folder, NORTH)
    figure = next(iter(shop.figures.values()))
    _, north = variant(folder, f"{NORTH}数字:\n  {figure.id}: {{名称: 北店的数}}\n")
    assert north.figures[figure.id].label == "北店的数"
    assert north.figures[figure.id].dated == figure.dated
    assert north.figures[figure.id].clause == figure.clause
    assert north.variant is not None
    assert north.variant.differs == (f"数字“{figure.id}”",)


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("900 元", [(None, 900)]),
        ("{2026-01-01: 900 元}", [(date(2026, 1, 1), 900)]),
        (
            "{2026-06-01: 900 元, 2027-06-01: 950 元}",
            [(date(2026, 6, 1), 900), (date(2027, 6, 1), 950)],
        ),
    ],
)
def test_a_number_that_changes_on_some_days_is_replaced_as_one(
    folder: Path, value: str, held: list[tuple[date | None, int]]
) -> None:
    shop, north = variant(folder, f"{NORTH}数字:\n  gold_floor: {{数值: {value}}}\n")
    assert len(shop.figures["gold_floor"].dated) == 2
    assert list(north.figures["gold_floor"].dated) == held


def test_what_is_taken_out_is_gone(folder: Path) -> None:
    shop, _ = variant(folder, NORTH)
    _, north = variant(folder, f"{NORTH}规定:\n  rest: 去掉\n")
    assert "rest" in shop.provisions
    assert "rest" not in north.provisions


def test_an_edit_of_the_base_reaches_its_variant(folder: Path) -> None:
    _, before = variant(folder, NORTH)
    path = folder / "teahouse.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before.sector, "换了的行业"), encoding="utf-8")
    _, after = variant(folder, NORTH)
    assert (before.sector, after.sector) != (after.sector, before.sector)
    assert after.sector == "换了的行业"


def test_what_no_longer_fits_stands_where_the_variant_says_it(folder: Path) -> None:
    said = f"{NORTH}规定:\n  rest: {{条款: 没有的条}}\n"
    assert findings(folder, said) == [(5, "unknown-clause")]


def test_what_only_the_base_says_stands_at_its_name(folder: Path) -> None:
    path = folder / "teahouse.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("主题: ", "题目: ", 1), encoding="utf-8")
    assert {line for line, _ in findings(folder, NORTH)} == {3}


def messages(folder: Path, text: str) -> list[str]:
    (folder / "north.yaml").write_text(text, encoding="utf-8")
    found = check([folder / "north.yaml"], date(2026, 12, 1)).findings
    return [each.message for each in found]


@pytest.mark.parametrize("base", ["teahous", "teahouse.yaml"])
def test_a_base_that_is_misspelt_leads_to_the_nearest(folder: Path, base: str) -> None:
    said = f"沿用：同一个文件夹里没有可以沿用的制度“{base}”；是不是 teahouse？"
    assert messages(folder, f"{HEAD}制度: 北店\n沿用: {base}\n") == [said]


def test_what_is_not_there_cannot_be_taken_out(folder: Path) -> None:
    said = f"{NORTH}规定:\n  rests: 去掉\n没有的部分: 去掉\n"
    assert findings(folder, said) == [(5, "variant"), (6, "variant")]
    assert messages(folder, said) == [
        "规定 rests：沿用的那部里没有“rests”，不用去掉。是不是 rest？",
        "没有的部分：沿用的那部里没有“没有的部分”，不用去掉。请删去这一行。",
    ]


def test_what_is_still_used_is_not_to_be_taken_out(folder: Path) -> None:
    said = f"{NORTH}数字:\n  gold_floor: 去掉\n"
    assert set(findings(folder, said)) == {(5, "variant")}
    assert messages(folder, said)[0].startswith("数字 gold_floor：去掉了，")
    assert messages(folder, said)[0].endswith("却还用到它；请把那里也改掉，或者不去掉它。")


def test_a_misspelt_name_leads_to_the_one_that_is_taken_over(folder: Path) -> None:
    said = f"{NORTH}数字:\n  gold_flor: {{数值: 2000 元}}\n"
    assert findings(folder, said) == [(5, "variant")]
    mend = "数字 gold_flor：沿用的那部里没有“gold_flor”。是不是 gold_floor？"
    assert messages(folder, said) == [mend]


def test_a_new_number_like_one_of_the_bases_leads_to_it(folder: Path) -> None:
    said = f"{NORTH}数字:\n  gold_flor: {{名称: 北店的门槛, 数值: 2000 元, 条款: one}}\n"
    mend = "写了却没有一处用到；要改的是不是“gold_floor”？不是就用上它，或者删掉。"
    assert messages(folder, said)[0] == f"数字 gold_flor：{mend}"


def test_a_misspelt_section_is_found_where_the_variant_has_it(folder: Path) -> None:
    said = f"{NORTH}数子:\n  gold_floor: {{数值: 2000 元}}\n"
    assert findings(folder, said) == [(4, "unknown-key")]
    assert messages(folder, said) == ["不认识“数子”。是不是“数字”？"]
    said = f"{NORTH}数字:\n  gold_floor: {{数直: 2000 元}}\n"
    assert messages(folder, said) == ["数字 gold_floor：不认识“数直”。是不是“数值”？"]


def test_an_example_that_only_the_base_has_is_said_to_be_the_bases(folder: Path) -> None:
    said = f"{NORTH}数字:\n  gold_floor: {{数值: 2000 元}}\n"
    failing = [each for each in messages(folder, said) if each.startswith("例子")]
    assert failing
    assert all(each.endswith("这是沿用 teahouse 的，要不一样就在这里另写。") for each in failing)
    own = f"{said}例子:\n  - {{已知: {{spend: 1999 元}}, 应得: {{tier: gold}}}}\n"
    failing = [each for each in messages(folder, own) if each.startswith("例子")]
    assert failing
    assert not any("沿用" in each for each in failing)


@pytest.mark.parametrize("base", ["teahous", "north"])
def test_a_base_that_is_not_there_is_all_that_is_said(folder: Path, base: str) -> None:
    assert findings(folder, f"{HEAD}制度: 北店\n沿用: {base}\n") == [(3, "variant")]


def test_two_that_take_each_other_over_are_refused(folder: Path) -> None:
    (folder / "south.yaml").write_text(f"{HEAD}制度: 南店\n沿用: north\n", encoding="utf-8")
    assert findings(folder, f"{HEAD}制度: 北店\n沿用: south\n") == [(3, "variant")]


def test_what_differs_from_the_base_is_compared_as_two_versions_are(folder: Path) -> None:
    (folder / "north.yaml").write_text(f"{NORTH}规定:\n  rest: 去掉\n", encoding="utf-8")
    north, shop = load_policies(folder)
    day = date(2026, 12, 1)
    assert [each.keys[0] for each in compare(shop, north, day)] == ["title", "provisions"]
    assert [each.keys[0] for each in compare(north, shop, day)] == ["title", "provisions"]


def test_the_page_says_what_differs(folder: Path) -> None:
    (folder / "north.yaml").write_text(f"{NORTH}规定:\n  rest: 去掉\n", encoding="utf-8")
    made = pages(load_policies(folder), date(2026, 12, 1))
    shop = next(each.policy for each in load_policies(folder) if each.id == "teahouse")
    read = Read(made["policy/north/index.md"].markdown)
    assert f"沿用《{shop.title}》，不同的是：规定“rest”（去掉）。" in read.text
