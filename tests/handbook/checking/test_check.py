"""The check of policy files: what it takes, what it refuses, and in which words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tiercalc import canonical_json

from handbook.checking.check import Report, check
from handbook.checking.load import FindingsError, load_policies, load_policy
from handbook.source.yaml_source import read_yaml
from tests.paths import CASES, POLICY, SHOPS
from tests.plain_data import places

SCHEMA = json.loads((POLICY / "policy.schema.json").read_text(encoding="utf-8"))
DAY = date(2026, 7, 1)
GUIDE = """\
# yaml-language-server: $schema=policy.schema.json
资料: 茶馆会员办法
行业: 餐饮
来源: {题名: 茶馆会员办法, 完整: 完整}
"""

Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def said(report: Report) -> list[str]:
    """The findings without the path."""
    return [str(finding).removeprefix(f"{finding.path}:") for finding in report.findings]


@pytest.mark.parametrize("path", sorted(SHOPS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shop_has_no_finding(path: Path) -> None:
    assert said(check([path], DAY)) == []


def test_what_the_manager_typed_stays() -> None:
    data = load_policy(CASES / "good" / "as-typed.yaml").data
    assert data["title"] == "007"
    assert data["sector"] == "no"
    assert data["source"] == {"title": "12:30", "completeness": "full", "note": "是"}
    assert data["scales"] == {
        "answers": {
            "yes": {"label": "是"},
            "no": {"label": "否"},
            "on": {"label": "开"},
            "off": {"label": "关"},
            "y": {"label": "0o17"},
        }
    }
    assert data["figures"] == {
        "discount": {"label": "1_000", "value": Decimal("8.80"), "unit": "折", "clause": "art1"}
    }
    assert data["provisions"]["p"]["topic"] == "2026-01-01"


def test_numbers_are_exact_and_never_floats() -> None:
    text = canonical_json(load_policy(CASES / "good" / "amounts.yaml").data)
    assert '"value":"8.8"' in text
    assert '"round":{"to":"0.01"' in text
    assert '"round":{"to":1' in text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_the_line_of_a_file_in_another_encoding_can_be_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "tea-house.yaml"
    path.write_bytes("制度: 茶馆会员办法\n".encode(encoding))
    assert "    制度: 茶馆会员办法\n    ^\n" in check([path]).as_text()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "title: 茶馆".encode("gb18030"),
            "1:8: 错误 encoding: 从这里起不是 UTF-8 文字（看起来是 GBK 编码）；"
            "请用编辑器另存为 UTF-8。",
            id="gbk",
        ),
        pytest.param(
            b"kind: guide\ntitle: \xff",
            "2:8: 错误 encoding: 从这里起不是 UTF-8 文字；请用编辑器另存为 UTF-8。",
            id="broken",
        ),
        pytest.param(
            GUIDE.encode("utf-16"),
            "1:1: 错误 encoding: 文件是 UTF-16 编码，这里只读 UTF-8；请用编辑器另存为 UTF-8。",
            id="utf-16",
        ),
        pytest.param(
            b"PK\x03\x04\x14\x00\x06\x00",
            "1:1: 错误 encoding: 这是 Word 或 Excel 文件，不是文字文件；"
            "请把内容复制到文字编辑器，存为 UTF-8 的 .yaml。",
            id="word",
        ),
        pytest.param(
            b"# " + b"x" * 1024 * 1024,
            "1:1: 错误 too-large: 文件有 1,048,578 字节，超过 1,048,576 字节的上限；"
            "请拆成几份制度。",
            id="too-large",
        ),
        pytest.param(
            b"[" * 1_000_000,
            "1:40: 错误 nesting: 一层套一层超过了 40 层；"
            "请检查括号、缩进，以及有没有引用自身的别名。",
            id="a-million-brackets",
        ),
        pytest.param(
            b"{a: " * 200_000,
            "1:157: 错误 nesting: 一层套一层超过了 40 层；"
            "请检查括号、缩进，以及有没有引用自身的别名。",
            id="a-million-braces",
        ),
        pytest.param(
            b"- " * 500_000,
            "1:79: 错误 nesting: 一层套一层超过了 40 层；"
            "请检查括号、缩进，以及有没有引用自身的别名。",
            id="half-a-million-dashes",
        ),
        pytest.param(
            b"a: &a [x, x, x, x, x, x, x, x, x, x]\n"
            + b"".join(b"%c: &%c [%s]\n" % (c, c, b"*%c, " % (c - 1) * 10) for c in b"bcdefgh"),
            "1:1: 错误 too-large: 内容超过 50,000 项（别名 *名称 展开后也算）；"
            "请拆开，或不用别名。",
            id="billion-laughs",
        ),
    ],
)
def test_bytes_that_are_no_policy(write: Write, raw: bytes, expected: str) -> None:
    report = check([write("x.yaml", raw)], DAY)
    assert said(report) == [expected]


def test_a_folder_without_a_policy_is_sound_and_says_so(tmp_path: Path) -> None:
    report = check([tmp_path], DAY)
    assert report.sound
    assert report.readable
    assert said(report) == [
        "1:1: 提醒 no-policies: 这个文件夹里还没有制度；制度的文件名以 .yaml 结尾，"
        "第一部可以用 tierbook new tea-house 写出来。"
    ]


@pytest.mark.parametrize("name", ["tea.yaml.txt", "tea.yaml.bak", "tea.yaml~", "tea.YAML"])
def test_a_file_that_is_called_almost_as_a_policy_is_named(write: Write, name: str) -> None:
    write("sound.yaml", GUIDE)
    stray = write(name, GUIDE)
    report = check([stray.parent], DAY)
    assert report.sound
    assert [(Path(each.path).name, each.code) for each in report.findings] == [(name, "file-name")]


def test_a_policy_that_is_called_as_another_one_is_named(write: Write) -> None:
    write("first.yaml", GUIDE)
    second = write("second.yaml", GUIDE)
    (found,) = check([second.parent], DAY).findings
    assert (Path(found.path).name, found.code, found.line) == ("second.yaml", "same-title", 2)
    assert "first.yaml 也叫" in found.message


def test_a_line_in_another_encoding_is_shown_in_its_own(write: Write) -> None:
    path = write("x.yaml", "制度: 茶馆会员办法".encode("gb18030"))
    assert "    制度: 茶馆会员办法" in check([path], DAY).as_text().splitlines()


def test_a_byte_order_mark_and_windows_line_ends_change_no_place(write: Write) -> None:
    text = GUIDE + "行类: 餐饮\n"
    plain = said(check([write("plain.yaml", text)], DAY))
    marked = said(check([write("marked.yaml", b"\xef\xbb\xbf" + text.encode())], DAY))
    windows = said(check([write("windows.yaml", text.replace("\n", "\r\n"))], DAY))
    assert plain == marked == windows
    assert plain[0].startswith("5:1: 错误 unknown-key")


def test_every_problem_of_every_file_in_one_run(write: Write) -> None:
    first = write("first.yaml", GUIDE.replace("行业", "行类") + "负责: [老板]\n取值表: []\n")
    second = write("second.yaml", GUIDE.replace("完整: 完整", "完整: 完正"))
    missing = first.with_name("missing.yaml")
    report = check([first, second, missing], DAY)
    assert [(Path(f.path).name, f.line, f.code) for f in report.findings] == [
        ("first.yaml", 3, "unknown-key"),
        ("first.yaml", 5, "unknown-role"),
        ("first.yaml", 6, "type"),
        ("second.yaml", 4, "value"),
        ("missing.yaml", 1, "unreadable"),
    ]


def test_the_text_shows_the_line_with_a_caret_under_the_place(write: Write) -> None:
    path = write("x.yaml", GUIDE.replace("完整: 完整", "完整: 完正"))
    text = check([path], DAY).as_text().splitlines()
    assert text[1] == "    来源: {题名: 茶馆会员办法, 完整: 完正}"
    # A Chinese character is two columns wide on a terminal.
    assert text[2].index("^") == text[1].index("完正") + len("来源题名茶馆会员办法完整")


def test_the_json_holds_the_same_findings(write: Write) -> None:
    path = write("x.yaml", GUIDE + "条款: [第一条]\n")
    assert json.loads(check([path], DAY).as_json()) == {
        "findings": [
            {
                "path": path.as_posix(),
                "line": 5,
                "column": 6,
                "severity": "warning",
                "code": "unused",
                "message": "条款 第一条：写了却没有一处用到；用上它，或者删掉。",
            }
        ]
    }


def test_a_warning_does_not_stop_a_policy(write: Write) -> None:
    path = write("x.yaml", GUIDE + "条款: [第一条]\n")
    report = check([path], DAY)
    assert report.sound
    assert load_policy(path).policy.clauses == {"第一条": "第一条"}


def test_loading_a_folder_names_the_errors_of_all_its_files(write: Write) -> None:
    write("one.yaml", GUIDE.replace("资料", "材料"))
    folder = write("two.yaml", GUIDE + "负责: []\n").parent
    with pytest.raises(FindingsError) as raised:
        load_policies(folder)
    assert [Path(finding.path).name for finding in raised.value.findings] == [
        "one.yaml",
        "two.yaml",
    ]


def test_the_line_of_a_part_is_known_for_edit_links() -> None:
    loaded = load_policy(CASES / "good" / "amounts.yaml")
    lines = loaded.document.text.splitlines()
    assert lines[loaded.line("figures", "points") - 1].lstrip().startswith("points:")
    assert lines[loaded.line("decisions", "rate", "rules", 1) - 1].lstrip().startswith("- {结果")


def test_an_edit_is_seen_and_an_unchanged_file_is_not_checked_again(write: Write) -> None:
    path = write("x.yaml", GUIDE)
    before = check([path], DAY).policies[0]
    assert check([path], DAY).policies[0] is before
    write("x.yaml", GUIDE.replace("餐饮", "零售"))
    assert check([path], DAY).policies[0].policy.sector == "零售"


def parts(schema: Any, path: str = "", named: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every subschema of the schema with its path; `named`: a mapping from names to subschemas."""
    if isinstance(schema, dict):
        if not named:
            yield path, schema
        for key, child in schema.items():
            yield from parts(child, f"{path}/{key}", not named and key in ("properties", "$defs"))
    elif isinstance(schema, list):
        for place, child in enumerate(schema):
            yield from parts(child, f"{path}/{place}")


def test_the_schema_is_valid_and_of_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_every_key_of_the_schema_has_a_chinese_title_and_description() -> None:
    chinese = re.compile("[一-鿿]")
    declared = [
        (f"{path}/{key}", child)
        for path, schema in parts(SCHEMA)
        if "type" in schema
        for key, child in schema.get("properties", {}).items()
    ]
    assert len(declared) > 150
    for path, key in declared:
        assert chinese.search(key.get("title", "")), path
        assert chinese.search(key.get("description", "")), path


def test_no_object_of_the_schema_takes_keys_that_are_not_declared() -> None:
    for path, schema in parts(SCHEMA):
        kinds = schema.get("type", ())
        if "object" in ([kinds] if isinstance(kinds, str) else kinds):
            assert "additionalProperties" in schema, path


def test_every_reference_of_the_schema_leads_somewhere() -> None:
    for path, schema in parts(SCHEMA):
        if "$ref" in schema:
            assert schema["$ref"].removeprefix("#/$defs/") in SCHEMA["$defs"], path


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5000),
    st.sampled_from(
        ["vip", "art1", "member", "2026-01-01", "{x}", "有", "", "1 元", "无", "所有人"]
    ),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["名称", "条件", "不低于", "内容", "数值", "a"]), inner, max_size=3
        ),
    ),
    max_leaves=6,
)


def written(name: str) -> Any:
    """The plain data of a good case, as it is written."""
    document, _ = read_yaml(name, (CASES / "good" / name).read_bytes())
    assert document is not None
    return document.data


WORK, CONDITIONS = written("work.yaml"), written("every-kind-of-condition.yaml")


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_stands_anywhere_is_a_finding_or_fine_but_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    original = data.draw(st.sampled_from([WORK, CONDITIONS]))
    changed = json.loads(json.dumps(original, default=str))
    where = data.draw(st.sampled_from(list(places(changed))))
    holder = changed
    for key in where[:-1]:
        holder = holder[key]
    holder[where[-1]] = data.draw(ANYTHING)
    path = tmp_path_factory.getbasetemp() / "changed.yaml"
    # JSON is YAML.
    path.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
    report = check([path], DAY)
    assert len(report.policies) == 1 or not report.sound
    for finding in report.findings:
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.message.endswith(("。", "？"))
