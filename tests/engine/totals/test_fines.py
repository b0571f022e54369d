"""Fines: what penalties cost together, by role, and what the policy leaves open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import InputError, Policy, load
from tiercalc.case import Situation
from tiercalc.totals import check_counts, fine, read_counts

from tests.shop import SHOPS

DAY = date(2026, 7, 1)
SPA = SHOPS["foot-spa"]
IN_SPA = Situation(SPA, {}, DAY, {})


def penalty(number: int, acts: list[tuple[list[str], str]], **cost: object) -> dict[str, object]:
    return {
        "number": number,
        "clause": "one",
        "per": "occurrence",
        "acts": [{"by": by, "for": text} for by, text in acts],
        **cost,
    }


SHOP: Policy = load(
    {
        "kind": "policy",
        "title": "小店",
        "sector": "零售",
        "source": {"title": "小店", "completeness": "full"},
        "clauses": {"one": "第一条"},
        "figures": {"wait": {"label": "等候", "value": 10, "unit": "分钟", "clause": "one"}},
        "roles": {"clerk": {"label": "店员"}, "chief": {"label": "店长"}},
        "penalties": {
            "late": penalty(1, [(["clerk"], "让顾客等了 {wait}")], fine="12.5"),
            "lost": penalty(
                2, [(["clerk"], "弄丢单据"), (["chief"], "没有存档")], fine=10, ruling="who-pays"
            ),
            "rude": penalty(3, [(["clerk"], "态度不好")], consequence="调离岗位"),
            "leak": penalty(4, [(["chief"], "泄露资料")], unset="leak-fine"),
            "idle": penalty(
                5,
                [(["clerk"], "不干活")],
                consequence="警告、罚款等",
                unset="leak-fine",
                ruling=["which", "each-time"],
            ),
        },
        "rulings": {
            "leak-fine": {"clause": "one", "question": "泄露资料罚多少？", "undecided": True},
            "both": {
                "clause": "one",
                "question": "迟到又丢单怎么罚？",
                "ruling": "两项都罚。",
                "penalties": ["late", "lost"],
            },
            "who-pays": {
                "clause": "one",
                "question": "两个岗位谁付？",
                "ruling": "谁有错谁付。",
            },
            "which": {"clause": "one", "question": "警告还是罚款？", "undecided": True},
            "each-time": {"clause": "one", "question": "每次都罚吗？", "ruling": "每次都罚。"},
            "other": {
                "clause": "one",
                "question": "丢单又泄露怎么罚？",
                "undecided": True,
                "penalties": ["lost", "leak"],
            },
        },
    },
    "shop",
)
IN_SHOP = Situation(SHOP, {}, DAY, {})


def test_two_slips_of_one_role_add_up() -> None:
    document = fine(
        {"information-late": 1, "form-not-passed-or-filed:administrator": 1},
        IN_SPA,
    )
    assert document["total"] == "32"
    assert document["by_role"] == {"administrator": "32"}
    assert (document["unassigned"], document["open"]) == ("0", [])
    assert "文员 32 元" in document["text"]


def test_every_item_cites_its_clause_and_says_what_happened() -> None:
    item = fine({"late": 2}, IN_SHOP)["items"][0]
    assert item["clause"] == [{"id": "one", "label": "第一条"}]
    assert (item["role"], item["fine"], item["amount"]) == ("clerk", "12.5", "25")
    assert item["text"] == "店员：让顾客等了 10 分钟。每次 12.5 元，2 次共 25 元（第一条）。"


def test_a_named_role_sees_only_its_own_part() -> None:
    texts = [fine({key: 1}, IN_SHOP)["items"][0]["text"] for key in ("lost:chief", "lost")]
    assert "没有存档" in texts[0]
    assert "弄丢单据" not in texts[0]
    assert "店员：弄丢单据；店长：没有存档" in texts[1]


def test_a_role_is_named_once_for_all_that_its_clause_punishes() -> None:
    slip = fine({"poor-service": 1}, Situation(SHOPS["nursery"], {}, DAY, {}))["items"][0]["text"]
    assert slip.startswith("伙计：说话冲；或偷懒。")
    form = fine({"form-not-passed-or-filed": 1}, IN_SPA)["items"][0]["text"]
    assert form.count("文员：") == 1


def test_a_clause_of_several_roles_stays_unassigned_without_a_role() -> None:
    document = fine({"late": 1, "lost": 2, "lost:chief": 1}, IN_SHOP)
    assert document["total"] == "42.5"
    assert document["by_role"] == {"clerk": "12.5", "chief": "10"}
    assert document["unassigned"] == "20"


def test_rulings_about_two_given_penalties_are_open() -> None:
    document = fine({"late": 1, "lost:clerk": 1}, IN_SHOP)
    assert [(each["id"], each["undecided"]) for each in document["open"]] == [("both", False)]
    assert document["open"][0]["penalties"] == ["late", "lost"]


@pytest.mark.parametrize("counts", [{"late": 1}, {"late": 1, "lost": 0}, {"lost:clerk": 2}])
def test_what_did_not_happen_opens_no_ruling(counts: dict[str, int]) -> None:
    assert fine(counts, IN_SHOP)["open"] == []


def test_two_penalties_of_different_people_do_not_meet() -> None:
    assert fine({"late": 1, "lost:chief": 1}, IN_SHOP)["open"] == []
    # Nobody is named: it may have been the same one.
    assert [each["id"] for each in fine({"late": 1, "lost": 1}, IN_SHOP)["open"]] == ["both"]
    slips = {"application-disclosed-early": 1, "status-disclosed-without-permission:consultant": 1}
    assert fine(slips, IN_SPA)["open"] == []
    slips = {"application-disclosed-early": 1, "status-disclosed-without-permission": 1}
    assert [each["id"] for each in fine(slips, IN_SPA)["open"]] == ["told-twice"]


def open_questions(*slips: str) -> list[str]:
    return [ruling["id"] for ruling in fine(dict.fromkeys(slips, 1), IN_SPA)["open"]]


@pytest.mark.parametrize("who", ["", ":front-desk", ":consultant"])
def test_one_case_that_two_clauses_fit_is_a_question_whoever_pays(who: str) -> None:
    consent = f"lower-room-without-consent{who}"
    assert open_questions("vip-into-wrong-room", consent) == ["vip-seat-and-consent"]
    assert open_questions("svip-into-wrong-room", consent) == ["svip-seat-and-consent"]
    assert open_questions(consent, "record-table-lost:storekeeper") == []
    slips = {"vip-into-wrong-room": 1, consent: 1}
    assert fine(slips, IN_SPA)["text"].startswith("暂计 44 元：")


def test_what_happened_names_the_rulings_that_it_rests_on() -> None:
    document = fine({"lost:clerk": 1, "lost:chief": 1, "idle": 1, "late": 1}, IN_SHOP)
    assert document["ruling"] == [
        {
            "id": "who-pays",
            "question": "两个岗位谁付？",
            "ruling": "谁有错谁付。",
            "answer": "谁有错谁付。",
            "undecided": False,
            "lost": False,
            "penalties": ["lost"],
        },
        {
            "id": "which",
            "question": "警告还是罚款？",
            "ruling": None,
            "answer": "公司还没有决定。",
            "undecided": True,
            "lost": False,
            "penalties": ["idle"],
        },
        {
            "id": "each-time",
            "question": "每次都罚吗？",
            "ruling": "每次都罚。",
            "answer": "每次都罚。",
            "undecided": False,
            "lost": False,
            "penalties": ["idle"],
        },
    ]
    assert [item["rulings"] for item in document["items"]][2:] == [["which", "each-time"], []]
    assert [item["ruling"] for item in document["items"]][2:] == ["which", None]
    assert fine({"lost": 0, "late": 1}, IN_SHOP)["ruling"] == []


def ruled(slip: str) -> list[str]:
    return [ruling["id"] for ruling in fine({slip: 1}, IN_SPA)["ruling"]]


def test_a_ruling_on_other_roles_or_on_who_pays_leaves_a_named_role_s_fine_alone() -> None:
    told = "status-disclosed-without-permission"
    assert ruled(told) == ["who-pays", "consultant-early", "is-it-status"]
    assert ruled(f"{told}:consultant") == ["consultant-early", "is-it-status"]
    assert ruled(f"{told}:beautician") == []
    beautician = fine({f"{told}:beautician": 1}, IN_SPA)
    assert beautician["text"] == "合计 16 元：技师 16 元。"
    assert (beautician["items"][0]["ruling"], beautician["items"][0]["rulings"]) == (None, [])
    assert fine({f"{told}:consultant": 1}, IN_SPA)["text"].startswith("暂计 16 元")
    # Beside somebody who is named, what is put down to nobody keeps its question.
    both = fine({"lower-room-without-consent": 1, f"{told}:beautician": 1}, IN_SPA)
    assert [ruling["penalties"] for ruling in both["ruling"]] == [["lower-room-without-consent"]]
    assert both["text"].startswith("暂计 24 元：技师 16 元，未指明岗位 8 元。有 1 个")


@pytest.mark.parametrize(
    ("slips", "rulings"),
    [
        (["status-disclosed-without-permission"], "who-pays consultant-early"),
        (["lower-room-without-consent", "linen-not-sorted-or-reshelved"], "who-pays"),
        (["svip-into-wrong-room"], "misprint agreed-anyway"),
    ],
)
def test_the_spa_s_open_questions_reach_the_answer(slips: list[str], rulings: str) -> None:
    document = fine(dict.fromkeys(slips, 1), IN_SPA)
    assert set(rulings.split()) <= {ruling["id"] for ruling in document["ruling"]}
    assert document["text"].startswith("暂计")
    assert "公司还没有决定" in document["text"]


def test_a_sum_that_no_open_question_touches_is_said_plainly() -> None:
    document = fine({"late": 1, "lost:clerk": 1}, IN_SHOP)
    assert document["text"] == "合计 22.5 元：店员 22.5 元。"


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({"rude": 2}, "后果：调离岗位。"),
        ({"rude": 1, "late": 1}, "合计 12.5 元：店员 12.5 元。另有后果：调离岗位。"),
        (
            {"idle": 1},
            "后果：警告、罚款等。罚款的金额待定。"
            "有 1 个有关的问题公司还没有决定，决定以后处罚可能不同。",
        ),
        ({"leak": 1}, "罚款的金额待定。"),
        (
            {"late": 1, "leak": 1},
            "有的罚款金额待定，合计还不能算出：店员 12.5 元，店长待定；已定的共 12.5 元。",
        ),
        ({"late": 0}, "没有发生要处罚的事。"),
    ],
)
def test_the_summary_says_what_follows(counts: dict[str, int], text: str) -> None:
    assert fine(counts, IN_SHOP)["text"] == text


def test_a_consequence_with_money_in_it_leaves_the_sum_open() -> None:
    document = fine({"idle": 2}, IN_SHOP)
    assert (document["total"], document["by_role"]) == (None, {"clerk": None})
    assert [each["text"] for each in document["consequences"]] == ["警告、罚款等"]
    assert document["items"][0]["text"] == (
        "店员：不干活。2 次：警告、罚款等，金额待定（第一条）。"
    )


def test_a_consequence_costs_nothing_and_is_listed() -> None:
    document = fine({"rude": 1}, IN_SHOP)
    assert (document["total"], document["by_role"]) == ("0", {})
    assert document["consequences"] == [
        {
            "penalty": "rude",
            "role": "clerk",
            "count": 1,
            "text": "调离岗位",
            "clause": [{"id": "one", "label": "第一条"}],
        }
    ]


def test_a_fine_left_open_leaves_its_sums_open() -> None:
    document = fine({"late": 1, "leak": 1}, IN_SHOP)
    assert document["total"] is None
    assert document["undetermined"]
    assert document["by_role"] == {"clerk": "12.5", "chief": None}
    assert document["unassigned"] == "0"
    assert document["missing"] == [
        {"kind": "ruling", "id": "leak-fine", "label": "泄露资料罚多少？"}
    ]
    assert "12.5 元" in document["text"]
    assert "待定" in document["text"]


def test_what_did_not_happen_leaves_nothing_open() -> None:
    document = fine({"late": 0, "leak": 0, "rude": 0}, IN_SHOP)
    assert (document["total"], document["by_role"], document["missing"]) == ("0", {}, [])


@pytest.mark.parametrize(
    ("counts", "place", "part"),
    [
        ({"lst": 1}, "lst", "是不是 lost（"),
        ({"lost:boss": 1}, "lost:boss", "clerk（店员）、chief（店长）"),
        ({"late:chief": 1}, "late:chief", "可以写：clerk（店员）"),
        ({"late:": 1}, "late:", "可以写：clerk（店员）"),
        ({"late": -1}, "late", "整数"),
        ({"late": True}, "late", "整数"),
        ({"late": 1_000_000}, "late", "整数"),
        ({"late": 1.5}, "late", "第 1 条处罚（店员）的次数填的是“1.5”"),
    ],
)
def test_bad_counts_are_refused(counts: dict[str, int], place: str, part: str) -> None:
    with pytest.raises(InputError) as caught:
        fine(counts, IN_SHOP)
    assert caught.value.place == place
    assert part in caught.value.message


def test_counts_are_read_from_text() -> None:
    texts = {"late": "２", "lost": "1,000", "rude": "1.", "lost:chief": "3.0"}
    assert read_counts(SHOP, texts) == {"late": 2, "lost": 1000, "rude": 1, "lost:chief": 3}


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "1e3", "9" * 10_000, "1,00"])
def test_a_count_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="0 到 999,999 之间的整数"):
        read_counts(SHOP, {"late": text})


def test_every_bad_count_is_said_in_the_reader_s_words_and_the_rest_is_read() -> None:
    found = check_counts(SHOP, {"late": "1", "lost:chief": "x", "lst": "1", "lost": "-1"})
    assert found.values == {"late": 1}
    said = {error.place: error.message for error in found.errors}
    assert said["lost:chief"].startswith("第 2 条处罚（店长）的次数填的是“x”；应填 0 到 999,999")
    assert said["lost"].startswith("第 2 条处罚的次数填的是“-1”")
    assert "是不是 lost（" in said["lst"]


def test_a_policy_without_penalties_says_so() -> None:
    with pytest.raises(InputError, match="没有处罚的规定"):
        fine({"x": 1}, Situation(SHOPS["inn"], {}, DAY, {}))


KEYS = [
    *SPA.penalties,
    *(f"{each.id}:{role}" for each in SPA.penalties.values() for role in each.roles()),
]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 1000), min_size=1))
def test_the_total_is_what_the_roles_and_nobody_pay(counts: dict[str, int]) -> None:
    document = fine(counts, IN_SPA)
    shares = [*document["by_role"].values(), document["unassigned"]]
    assert Decimal(document["total"]) == sum(map(Decimal, shares))
    plain = sum(
        (SPA.penalties[key.partition(":")[0]].fine or Decimal(0)) * count
        for key, count in counts.items()
    )
    assert Decimal(document["total"]) == plain
