"""What follows an answer: tasks by role, with their deadlines and what a slip costs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiercalc import decide_document, load, read_inputs
from tiercalc.case import Situation
from tiercalc.policy.policy import Policy

from tests.cases_of import by_deciding, partial_cases
from tests.deciding import DAY, reported, text_of, told


def test_what_follows_the_tier_is_listed_by_role_with_its_deadline() -> None:
    clerk, guest = told(spend="2000")["tier"]["duties"]
    assert [task["text"] for task in clerk["tasks"]] == ["发卡", "给银卡客户贴标"]
    assert [form["label"] for form in clerk["tasks"][0]["form"]] == ["登记表"]
    register, gift = guest["tasks"]
    assert (register["text"], register["when"]) == ("登记", "发卡后 30 天内")
    assert (gift["text"], gift["when"]) == ("凭卡领礼品", None)


def test_tasks_that_follow_another_tier_are_not_brought_by_a_clause() -> None:
    clerk, _ = told(spend="6000")["tier"]["duties"]
    assert [task["text"] for task in clerk["tasks"]] == ["发卡"]


JOINED = {"follows": {"tier": ["member"]}}


# A policy whose work is confined to cases of which the tier knows nothing.
WORK = load(
    {
        "kind": "policy",
        "title": "入会以后",
        "sector": "零售",
        "source": {"title": "入会以后", "completeness": "full"},
        "clauses": {"one": "第一条", "two": "第二条"},
        "scales": {"tier": {"member": "会员"}},
        "inputs": {
            "joined": {"label": "已入会", "type": "bool"},
            "called": {"label": "打过电话", "type": "bool"},
            "paid": {"label": "交了会费", "type": "bool"},
            "given": {"label": "送过礼", "type": "bool"},
        },
        "decisions": {
            "tier": {
                "label": "会员资格",
                "scale": "tier",
                "rules": [{"outcome": "member", "clause": "one", "when": {"joined": True}}],
            }
        },
        "roles": {
            "clerk": {
                "label": "店员",
                "duties": [
                    {"text": "收会费", "clause": "one", "when": {"paid": False}, **JOINED},
                    {"text": "记账", "clause": "one", **JOINED},
                    {"text": "送礼", "clause": "two"},
                    {"text": "备好礼品", "clause": "two"},
                ],
            }
        },
        "events": {"called": {"label": "打完电话", "type": "date"}},
        "processes": {
            "calling": {
                "label": "打电话",
                "when": {"called": False},
                "steps": [
                    {
                        "id": "call",
                        "by": ["clerk"],
                        "does": "打电话",
                        "event": "called",
                        "clause": "one",
                    }
                ],
                **JOINED,
            },
            "noting": {
                "label": "记录",
                "on": "called",
                "steps": [{"id": "note", "by": ["clerk"], "does": "记下意见", "clause": "one"}],
            },
            "giving": {
                "label": "送礼",
                "steps": [
                    {
                        "id": "give",
                        "by": ["clerk"],
                        "does": "送礼",
                        "clause": "two",
                        "when": {"given": False},
                    }
                ],
            },
        },
        "penalties": {
            "unpaid": {
                "number": 1,
                "clause": "one",
                "fine": 10,
                "per": "occurrence",
                "acts": [{"by": ["clerk"], "for": "没有收会费"}],
                "when": {"paid": False},
            },
            "unrecorded": {
                "number": 2,
                "clause": "one",
                "fine": 20,
                "per": "occurrence",
                "acts": [{"by": ["clerk"], "for": "没有记账"}],
            },
        },
        "services": {"gift": {"label": "礼品", "clause": "two", "for": "tier"}},
    },
    "work",
)


@pytest.mark.parametrize(
    ("given", "tasks", "fined"),
    [
        # What is not known is no reason to leave anything out.
        (
            {},
            ["打电话", "记下意见", "送礼", "收会费", "记账", "备好礼品"],
            ["unpaid", "unrecorded"],
        ),
        (
            {"called": "no", "paid": "no", "given": "no"},
            ["打电话", "记下意见", "送礼", "收会费", "记账", "备好礼品"],
            ["unpaid", "unrecorded"],
        ),
        # A process goes with all that its steps would start.
        ({"called": "yes"}, ["送礼", "收会费", "记账", "备好礼品"], ["unpaid", "unrecorded"]),
        ({"paid": "yes"}, ["打电话", "记下意见", "送礼", "记账", "备好礼品"], ["unrecorded"]),
        # A step does not come back as the duty that says the same; one that says more stands.
        (
            {"given": "yes"},
            ["打电话", "记下意见", "收会费", "记账", "备好礼品"],
            ["unpaid", "unrecorded"],
        ),
    ],
)
def test_what_cannot_apply_to_the_case_is_left_out(
    given: dict[str, str], tasks: list[str], fined: list[str]
) -> None:
    values = read_inputs(WORK, {"joined": "yes", **given}, DAY)
    (clerk,) = decide_document(Situation(WORK, values, DAY, {}))["decisions"]["tier"]["duties"]
    assert [task["text"] for task in clerk["tasks"]] == tasks
    assert [each["penalty"] for each in clerk["penalties"]] == fined


def test_a_tier_that_brings_nothing_asks_for_nothing_of_its_services() -> None:
    texts = text_of(told(spend="0")["tier"])
    assert texts == ["发卡", "登记"]


@by_deciding
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_tasks_follow_from_settled_answers_and_stand_in_the_policy(
    policy: Policy, data: st.DataObject
) -> None:
    values = data.draw(partial_cases(policy))
    for found in decide_document(Situation(policy, values, DAY, {}))["decisions"].values():
        if found["undetermined"] or not found["outcome"]:
            assert found["duties"] == []
        for duty in found["duties"]:
            texts = [task["text"] for task in duty["tasks"]]
            assert texts
            assert len(texts) == len(set(texts))
            assert all(task["clause"] for task in duty["tasks"])
            fined = policy.penalties
            assert all(duty["role"] in fined[p["penalty"]].roles() for p in duty["penalties"])


def test_the_text_lists_the_tasks_of_the_role_that_is_named() -> None:
    assert "店员要做" in reported()
    assert "店员要做" not in reported(role="guest")
    assert "发卡后 30 天内：登记（第二条）" in reported(role="guest")
