"""Whatever stands anywhere in a policy file is a finding or a policy, and never a fault."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.checking.check import check
from handbook.checking.faults import FAULT
from handbook.source.yaml_source import read_yaml
from tests.paths import CASES, SHOPS
from tests.plain_data import places

DAY = date(2026, 7, 1)
FILES = [*sorted(SHOPS.glob("*.yaml")), *sorted((CASES / "good").glob("*.yaml"))]

DIGITS = st.sampled_from([1, 4, 14, 15, 16, 17, 26, 27, 28, 29, 30, 31, 40, 400, 5000])
UNITS = ("元", "折", "天", "个工作日", "个月", "年", "%", "次", "小时", "元/天", "个字", "分")
NUMBERS = st.one_of(
    st.integers(-(10**31), 10**31),
    DIGITS.map(lambda digits: 10**digits - 1 if digits < 4000 else "9" * digits),
    DIGITS.map("9".__mul__),
    DIGITS.map(lambda digits: f"0.{'3' * digits}"),
    DIGITS.map(lambda digits: f"{'1' * digits}.5"),
    st.decimals(allow_nan=True).map(str),
)
SCALARS = st.one_of(
    NUMBERS,
    st.builds(
        lambda number, blank, unit: f"{number}{blank}{unit}",
        NUMBERS,
        st.sampled_from(["", " "]),
        st.sampled_from(UNITS),
    ),
    st.none(),
    st.booleans(),
    st.sampled_from(
        [
            "",
            "其余",
            "待定",
            "可以",
            "有",
            "不限",
            "09:00",
            "24:00",
            "2026-02-30",
            "0000-01-01",
            "9999-12-31",
            "2026-01-01T10:00",
            "{x}",
            "全部",
            "每年",
        ]
    ),
    st.text(max_size=8),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=4,
)


def written(path: Path) -> Any:
    document, findings = read_yaml(str(path), path.read_bytes())
    assert document is not None, findings
    return document.data


def with_value(data: Any, where: tuple[Any, ...], value: Any) -> str:
    """The file with something else at a place; JSON is YAML."""
    changed = json.loads(json.dumps(data, default=str))
    holder = changed
    for key in where[:-1]:
        holder = holder[key]
    holder[where[-1]] = value
    return json.dumps(changed, ensure_ascii=False)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_value_at_any_place_is_a_finding_or_fine(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    original = written(data.draw(st.sampled_from(FILES)))
    where = data.draw(st.sampled_from(list(places(original))))
    path = tmp_path_factory.getbasetemp() / "changed.yaml"
    text = with_value(original, where, data.draw(ANYTHING))
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    report = check([path], DAY)
    assert len(report.policies) == 1 or not report.sound
    assert [finding for finding in report.findings if finding.code == FAULT] == []
    for finding in report.findings:
        assert finding.line >= 1
        assert finding.column >= 1
