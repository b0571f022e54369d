"""The pages over all policies: sectors, comparison, what is open, how complete, the glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tiercalc.index import index_of
from tiercalc.policy.examples import DecideExample
from tiercalc.policy.policy import Policy

from handbook.checking.glossary import Term, glossary_file, read
from handbook.checking.load import load_policy
from handbook.pages import Page, pages
from handbook.pages.view import View
from tests.paths import POLICY
from tests.reading import HOSTILE, Loaded, Read
from tests.real import POLICIES
from tests.shop import SHOPS, shop

DAY = date(2026, 11, 22)

GUIDE = """# yaml-language-server: $schema=policy.schema.json
资料: 喝茶指引
行业: 餐饮
来源: {题名: 喝茶指引, 完整: 缺失一部分}
条款: [第一条]
规定:
  喝茶: {主题: 喝茶, 内容: 慢慢喝。, 条款: 第一条}
"""

TERMS = (
    Term("等级", "客户分的高低。", ("档次",), ("客人",)),
    Term("客人", "来喝茶的人。", (), ()),
    Term("茶", "说到什么都有的字。", (), ()),
    Term("谁也不用的词", "没有人用。", (), ()),
)


@pytest.fixture(scope="module")
def teahouse() -> Policy:
    return SHOPS["teahouse"]


@pytest.fixture(scope="module", params=["shops", pytest.param("policy", marks=pytest.mark.library)])
def policies(request: pytest.FixtureRequest) -> tuple[Policy, ...]:
    return tuple((SHOPS if request.param == "shops" else POLICIES).values())


@pytest.fixture(scope="module")
def library(policies: tuple[Policy, ...]) -> dict[str, Page]:
    return _made(policies, read(glossary_file(POLICY)).terms)


def _made(policies: Sequence[Policy], terms: Sequence[Term] = ()) -> dict[str, Page]:
    return pages([Loaded(policy, Path(f"{policy.id}.yaml")) for policy in policies], DAY, terms)


def _written(folder: Path, name: str, text: str) -> Policy:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return load_policy(path).policy


def _read(made: Mapping[str, Page], uri: str) -> Read:
    return Read(made[uri].markdown)


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _said(read: Read, id_: str) -> str:
    """The text of a place, but for what figures are going to be."""
    return re.sub(r"（[0-9-]{10}起[^）]*）", "", _flat(read.one(id_).text))


def _links(read: Read) -> dict[str, str]:
    """The words of each link by where it leads."""
    return {a.given["href"]: _flat(a.text) for a in read.all("a")}


def _sector_uri(made: Mapping[str, Page], sector: str) -> str:
    (uri,) = (u for u, page in made.items() if page.nav == ("制度", sector) and "sector/" in u)
    return uri


def test_a_sector_has_an_address_that_lasts(teahouse: Policy) -> None:
    lasting = {
        "酒店": "sector/hotel/index.md",
        "美容会所": "sector/beauty/index.md",
        "零售与商场": "sector/retail/index.md",
        "鲜花": "sector/flowers/index.md",
        "邮政": "sector/post/index.md",
        "电信": "sector/telecom/index.md",
        "企业客户": "sector/business/index.md",
        "会员制": "sector/membership/index.md",
        "指引": "sector/guides/index.md",
    }
    made = _made([replace(teahouse, id=f"p{n}", sector=name) for n, name in enumerate(lasting)])
    assert {name: _sector_uri(made, name) for name in lasting} == lasting


def test_any_sector_has_a_safe_address_of_its_own(teahouse: Policy) -> None:
    names = ("餐饮", "hotel", "Hotel", "../../etc", "a b", "酒店 ", "餐" * 60)
    made = _made([replace(teahouse, id=f"p{n}", sector=name) for n, name in enumerate(names)])
    uris = [_sector_uri(made, name) for name in names]
    assert len(set(uris)) == len(names)
    for uri in uris:
        assert re.fullmatch(r"sector/[a-z0-9-]{1,240}/index\.md", uri)


def test_a_sector_says_of_each_policy_whom_it_is_for_and_how_far_it_goes(
    teahouse: Policy, tmp_path: Path
) -> None:
    made = _made([teahouse, _written(tmp_path, "silent", GUIDE)])
    read = _read(made, _sector_uri(made, "餐饮"))
    told = _said(read, "policy-teahouse")
    for words in ("到店的客人。", "●●●金卡、●●○银卡、●○○普通卡", "原文完整", "1个问题、1个数字"):
        assert words in told
    links = _links(read)
    assert links["../../policy/teahouse/#calculator"] == "打开计算器"
    assert links["../../policy/teahouse/#tier-silver"] == "银卡"
    assert "../../policy/silent/#calculator" not in links
    other = _said(read, "policy-silent")
    assert "给谁用原文缺失" in other
    assert "原文缺失一部分" in other
    assert "个问题" not in other


def test_every_policy_stands_in_its_sector(
    library: dict[str, Page], policies: tuple[Policy, ...]
) -> None:
    for policy in policies:
        read = _read(library, _sector_uri(library, policy.sector))
        assert _flat(policy.title) in _said(read, f"policy-{policy.id}")


def test_every_tier_stands_in_the_comparison(
    library: dict[str, Page], policies: tuple[Policy, ...]
) -> None:
    read = _read(library, "compare.md")
    for policy in policies:
        decision = next(iter(policy.decisions.values()), None)
        if decision is None or decision.scale is None:
            continue
        told = _said(read, f"compare-{policy.id}")
        view = View(policy, DAY, "compare.md")
        for value in policy.scales[decision.scale].values:
            assert _flat(value.label) in told
        for rule in decision.rules:
            if rule.outcome is not None:
                assert _flat(view.condition_plain(rule.when)) in told


def test_the_comparison_tells_measure_period_condition_and_benefits(teahouse: Policy) -> None:
    read = _read(_made([teahouse]), "compare.md")
    told = _said(read, f"compare-{teahouse.id}")
    for words in (
        "一年花费最近1年",
        "怎么定：数字、是或否",
        "●●●金卡一年花费不低于1,000元，或（是会员：是，且来的次数多于50）5项：茶、包间、折扣价、礼物、续水",
        "●●○银卡一年花费不低于500元5项，项目同上一级",
        "●○○普通卡没有写标准，待定3项，比上一级少：包间、折扣价",
        "有1种情形等公司决定",
    ):
        assert words in told, told
    assert _links(read)["../policy/teahouse/#figure-gold_floor"] == "1,000元"


NOTHING_SAID = {"decisions.tier.rules": [{"open": "how-long", "clause": "card", "when": {}}]}


@pytest.mark.parametrize(
    ("policy", "kind"),
    [
        (shop("book-shop"), "数字"),
        (shop("inn"), "身份"),
        (shop("nursery"), "数字、评定、是或否"),
        (shop("pool"), "是或否"),
        (shop("pool", NOTHING_SAID), "没有写标准"),
        (shop("guide"), "只有名称"),
    ],
    ids=lambda value: value.id if isinstance(value, Policy) else value,
)
def test_the_comparison_tells_what_decides(policy: Policy, kind: str) -> None:
    read = _read(_made([policy]), "compare.md")
    assert f"怎么定：{kind}" in _said(read, f"compare-{policy.id}")


def test_every_open_question_stands_once_in_its_sectors_list(
    library: dict[str, Page], policies: tuple[Policy, ...]
) -> None:
    lists = {
        page.title: _read(library, uri)
        for uri, page in library.items()
        if uri.startswith("open/") and uri != "open/index.md"
    }
    for sector in {policy.sector for policy in policies}:
        undecided = [
            (policy, ruling)
            for policy in policies
            if policy.sector == sector
            for ruling in policy.rulings.values()
            if ruling.undecided
        ]
        wanted = [
            (policy.id, _flat(View(policy, DAY, "").plain(ruling.question)))
            for policy, ruling in undecided
        ]
        assert (sector in {title.removesuffix("：等公司决定") for title in lists}) == bool(wanted)
        if not wanted:
            continue
        asked = [ruling for _, ruling in undecided if not ruling.lost]
        held = {e.given["data-policy-row"]: e for e in lists[sector].all("tbody")}
        assert set(held) == {id_ for id_, _ in wanted}
        for id_, question in wanted:
            assert _flat(held[id_].text).count(question) == 1
        assert lists[sector].text.count("个问题原文没有说清") == 1
        assert f"{len(asked)}个问题原文没有说清" in lists[sector].text
    numbers = [f for p in policies for f in p.figures.values() if f.unset is not None]
    questions = [r for p in policies for r in p.rulings.values() if r.undecided and not r.lost]
    summary = _read(library, "open/index.md").text
    assert f"{len(questions)}个问题原文没有说清" in summary
    assert f"连带空着的数字有{len(numbers)}个" in summary


def test_an_open_question_leads_to_what_hangs_on_it(teahouse: Policy) -> None:
    made = _made([teahouse])
    (uri,) = (uri for uri in made if uri.startswith("open/s-"))
    read = _read(made, uri)
    hanging = {
        href.partition("#")[2]
        for href in _links(read)
        if href.startswith("../../policy/teahouse/")
        and not href.endswith(("#ruling-floors", "#rulings"))
    }
    assert hanging == {
        "figure-plain_floor",
        "rule-tier-3",
        "step-joining-tell",
        "penalty-no-entry",
        "penalty-late",
        "service-tea",
    }
    assert "第一条" in _said(read, "open-teahouse")


def test_what_an_unset_figure_feeds_hangs_on_its_question(teahouse: Policy) -> None:
    unset = ("days", "one_year", "weeks", "share", "opens", "silver_floor")
    figures = {
        key: replace(figure, dated=(), unset="floors") if key in unset else figure
        for key, figure in teahouse.figures.items()
    }
    made = _made([replace(teahouse, figures=figures, examples=())])
    (uri,) = (uri for uri in made if uri.startswith("open/s-"))
    hanging = {href.partition("#")[2] for href in _links(_read(made, uri))}
    assert {
        "rule-tier-1",  # its window is counted in the figure
        "rule-tier-2",
        "amount-pay",
        "deadline-entry",
        "deadline-ready",
        "deadline-wash",
        "service-price",
    } <= hanging
    assert not {"deadline-close-year", "deadline-open-shop", "rule-labels-1"} & hanging


def test_a_question_on_which_nothing_hangs_says_so(teahouse: Policy) -> None:
    idle = replace(teahouse.rulings["any-one"], id="idle", ruling=None, question="谁洗茶杯？")
    policy = replace(teahouse, rulings={**teahouse.rulings, "idle": idle})
    made = _made([policy])
    (uri,) = (uri for uri in made if uri.startswith("open/s-"))
    read = _read(made, uri)
    rows = [_flat(e.text) for e in read.all("tr")][2:]
    assert [("谁洗茶杯？" in row, "只关系到怎样理解" in row) for row in rows] == [
        (False, False),
        (True, True),
    ]
    assert "2个问题原文没有说清，公司还没有决定；其中1个不决定" in read.text


def test_completeness_is_counted_from_the_policy(teahouse: Policy) -> None:
    read = _read(_made([teahouse]), "complete.md")
    cells = {
        td.given["data-label"]: _flat(td.text)
        for td in read.all("td")
        if _flat(td.text) in _said(read, "complete-teahouse")
    }
    assert cells == {
        "数字": "11",
        "规则": "6",
        "职责": "2",
        "步骤": "5",
        "时限": "6",
        "处罚": "3",
        "奖励": "1",
        "服务": "5",
        "规定": "2",
        "表单": "3",
        "例子": "4",
        "依法律规定": "—",
        "依行业惯例": "1",
        "依文字本义": "—",
        "没有定的问题": "1",
        "空着的数字": "1",
    }
    assert "4个例子都验算过，全部算对" in read.text


def test_only_examples_that_come_out_right_count_as_right(teahouse: Policy) -> None:
    right = DecideExample({"spend": 1000}, date(2026, 2, 1), {}, {"tier": "gold"}, None)
    policy = replace(teahouse, examples=(right, replace(right, expect={"tier": "silver"})))
    told = _said(_read(_made([policy]), "complete.md"), "complete-teahouse")
    assert "1/2" in told
    told = _read(_made([replace(policy, examples=(right,))]), "complete.md").text
    assert "1个例子都验算过，全部算对" in told


def test_the_totals_are_the_sum_over_all_policies(
    library: dict[str, Page], policies: tuple[Policy, ...]
) -> None:
    read = _read(library, "complete.md")
    examples = sum(len(policy.examples) for policy in policies)
    assert f"{len(policies)}部制度" in read.text
    assert f"{examples}个例子都验算过" in read.text
    cells = [td for td in read.all("td") if td.given["data-label"] == "规定"]
    *each, total = (int(td.text.replace("—", "0")) for td in cells)
    assert len(each) == len(policies)
    assert sum(each) == total == sum(len(policy.provisions) for policy in policies)


def test_the_glossary_explains_each_term_at_its_own_address(teahouse: Policy) -> None:
    made = _made([teahouse], TERMS)
    read = _read(made, "glossary.md")
    assert _said(read, "term-等级") == "等级客户分的高低。不写作：档次。参见：客人。"
    assert _links(read)["#term-客人"] == "客人"
    used = _links(_read(made, "policy/teahouse/source.md"))
    assert used["../../../glossary/#term-客人"] == "客人"
    assert "../../../glossary/" in used
    assert "../../../glossary/#term-谁也不用的词" not in used
    assert "../../../glossary/#term-茶" not in used


def test_without_a_glossary_nothing_leads_to_one(teahouse: Policy) -> None:
    made = _made([teahouse])
    assert "glossary.md" not in made
    assert not any("glossary" in page.markdown for page in made.values())


def test_a_policy_leads_to_the_glossary_where_it_uses_a_word_of_it(
    library: dict[str, Page], policies: tuple[Policy, ...]
) -> None:
    terms = read(glossary_file(POLICY)).terms
    for policy in policies:
        said = [saying.text for saying in index_of(policy).sayings]
        uses = any(len(term.name) > 1 and term.name in text for term in terms for text in said)
        links = _links(_read(library, f"policy/{policy.id}/source.md"))
        assert ("../../../glossary/" in links) == uses, policy.id


@pytest.mark.parametrize("text", HOSTILE)
def test_a_term_is_inert(text: str, teahouse: Policy) -> None:
    hostile = (replace(TERMS[0], text=text, avoid=(text,)), replace(TERMS[1], name=text))
    said = replace(teahouse.provisions["rest"], text=text)
    policy = replace(teahouse, provisions={**teahouse.provisions, "rest": said})
    made = _made([policy], hostile)
    read = _read(made, "glossary.md")
    plain = _read(_made([policy], TERMS[:2]), "glossary.md")
    assert {e.tag for e in read.elements} == {e.tag for e in plain.elements}
    assert _said(read, "term-等级").startswith(_flat(f"等级{text}"))
    assert _flat(text) in read.text
    assert _flat(text) in _links(_read(made, f"policy/{policy.id}/source.md")).values()
