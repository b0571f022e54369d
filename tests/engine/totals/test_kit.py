"""What to lay ready for the guests of a day."""

from __future__ import annotations

import pytest
from tiercalc.policy.policy import Policy

from tests.asking import ask
from tests.cases_of import by_policy
from tests.shop import SHOPS

SPA, STORE, INN, POOL = "foot-spa", "corner-shop", "inn", "pool"


def test_linen_for_the_guests_of_the_day() -> None:
    told = ask(SPA, "kit", values={"svip": "3", "vip": "2"})
    totals = {item["label"]: (item["total"], item["unit"]) for item in told["items"]}
    assert totals["擦脚巾"] == ("11", "条")
    assert totals["大浴巾"] == ("5", "条")
    assert totals["棉拖鞋"] == ("5", "双")
    towel = next(item for item in told["items"] if item["service"] == "towel")
    assert towel["text"] == "擦脚巾：金卡客 3 × 3 条 + 银卡客 2 × 1 条 = 11 条（二 1、二 2）。"
    assert not told["undetermined"]


def test_rooms_are_counted_by_their_own_kind() -> None:
    told = ask(SPA, "kit", values={"room:svip": "2", "room:vip": "1"})
    totals = {item["service"]: item["total"] for item in told["items"]}
    assert totals["soap"] == "12"
    assert totals["room-slippers"] == "6"
    assert "towel" not in totals


def test_an_open_quantity_stays_open_and_the_rest_is_counted() -> None:
    told = ask(INN, "kit", values={"a": "2", "b": "1", "c": "1"})
    items = {item["service"]: item for item in told["items"]}
    assert items["fruit-basket"]["total"] == "4"
    assert (items["flowers"]["total"], items["flowers"]["known"]) == (None, "1")
    assert {each["id"] for each in items["flowers"]["missing"]} == {"flower_pots", "missing-lines"}
    assert "待定" in items["lychee"]["text"]
    assert "任选一项：米酒、果酒" in items["spirit"]["text"]
    assert (items["letter"]["counted"], items["letter"]["total"]) == (False, None)
    assert told["undetermined"]
    tried = ask(INN, "kit", values={"a": "2"}, sets={"flower_pots": "3"})
    assert next(i["total"] for i in tried["items"] if i["service"] == "flowers") == "6"


def test_what_is_only_tried_is_marked_in_a_kit() -> None:
    sets = {"flower_pots": "3", "lychee_count": "2"}
    told = ask(INN, "kit", values={"a": "2"}, sets=sets)
    items = {item["service"]: item for item in told["items"]}
    assert items["flowers"]["text"].startswith(
        "屋里的花：上客(甲) 2 × 3 盆 = 6 盆（大盆，按试填的数）（"
    )
    assert [each["text"] for each in items["flowers"]["sums"]] == ["6 盆（按试填的数）"]
    assert items["lychee"]["text"].startswith("篮里的荔枝：上客(甲) 2 × 2 = 4（按试填的数）（")
    assert "试填" not in items["orange"]["text"] + items["orange"]["sums"][0]["text"]
    assert [each["id"] for each in told["given"]] == ["lychee_count", "flower_pots"]
    assert told["text"].endswith("。试填荔枝的个数 2，试填大盆花的盆数 3 盆，不是制度定的数。")
    # Of what nobody asks about nothing is tried.
    others = ask(INN, "kit", values={"b": "1"}, sets=sets)
    assert (others["given"], others["missing"]) == ([], [])
    assert "试填" not in others["text"]


def test_a_choice_of_things_on_trial_is_marked() -> None:
    told = ask(POOL, "kit", values={"in_house": "2"}, sets={"wine_bottles": "3"})
    (gift,) = told["items"]
    assert "6 瓶（橘子汽水，按试填的数）" in gift["text"]
    assert gift["text"].count("试填") == 1


def test_rates_are_not_multiplied_by_guests() -> None:
    told = ask(STORE, "kit", values={"vip": "12"})
    assert [(i["service"], i["total"]) for i in told["items"] if i["counted"]] == [
        ("booklet", "12")
    ]
    items = {item["service"]: item for item in told["items"]}
    assert (items["discount"]["total"], items["discount"]["known"]) == (None, None)
    assert items["discount"]["text"].startswith("平日货打折：老主顾（9 折）；符合条件（")
    assert items["points"]["text"].startswith("花钱记积分：老主顾（1 分/元）；")


def test_whatever_a_tier_is_given_stands_in_its_kit() -> None:
    """What is for everybody, and what nobody lays ready, is not dropped."""
    told = ask(POOL, "kit", values={"v1": "2"})
    served = [each for each in SHOPS[POOL].services.values() if each.scope in ("member", "all")]
    assert [item["label"] for item in told["items"]] == [each.label for each in served]
    assert told["text"] == ("年卡客 2 位：要备 1 项；另有 4 项要做到；其中待定的有：门票打折。")
    people = {item["service"]: item["text"] for item in told["items"]}
    assert people["coach"] == "带着游的人：年卡客（1 名）（一、年卡）。"
    assert "门票打折：年卡客（多少待定）" in people["fee"]
    # What is for all comes with the tier: a birthday brings its own things alone.
    away = ask(POOL, "kit", values={"away": "1"})["items"]
    assert [item["label"] for item in away] == ["贺卡"]


def test_what_has_a_size_is_counted_and_not_weighed() -> None:
    told = ask(POOL, "kit", values={"in_house": "3"}, sets={"cake_weight": "2"})
    (gift,) = told["items"]
    assert gift["sums"][0] == {
        "note": "奶油蛋糕，每份 2 磅",
        "total": "3",
        "known": "3",
        "unit": "份",
        "text": "3 份（奶油蛋糕，每份 2 磅，按试填的数）",
    }


@pytest.mark.parametrize(
    ("values", "code", "said"),
    [
        ({"gold": "1"}, "unknown-value", "level:svip（金卡客）"),
        ({"svip": "3.5"}, "bad-count", "应填 0 到 999,999 之间的整数"),
        ({"svip": "x", "level:svip": "2"}, "usage", "写了两次"),
        ({"room:gold": "1"}, "unknown-value", "没有叫“room:gold”的等级"),
        ({"ordinary": "1"}, "unknown-value", "没有写没卡顾客、大间要备什么"),
    ],
)
def test_a_wrong_list_of_guests_is_refused(values: dict[str, str], code: str, said: str) -> None:
    told = ask(SPA, "kit", values=values)
    wrong = [told["error"], *told["errors"]]
    assert {"items", "text"}.isdisjoint(told)
    found = next(each for each in wrong if each["code"] == code)
    assert said in found["message"]


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        (
            "kit",
            {"level:vip": "2."},
            {
                "level:svip": "“金卡客”的数量填的是“x”；应填 0 到 999,999 之间的整数",
                "room:svip": "“金间”的数量填的是“1.5”",
            },
        ),
        (
            "fine",
            {"information-late": "1"},
            {
                "consultant-form-incomplete": "第 2 条处罚（领班）的次数填的是“x”",
                "record-table-lost:front-desk": "第 6 条处罚（门迎）的次数填的是“1.5”",
            },
        ),
    ],
)
def test_a_bad_count_leaves_the_rest_of_the_answer(
    question: str, good: dict[str, str], bad: dict[str, str]
) -> None:
    typed = dict(zip(bad, ("x", "1.5"), strict=True))
    told = ask(SPA, question, values={**typed, **good})
    assert told["text"] == ask(SPA, question, values=good)["text"]
    assert [each["input"] for each in told["errors"]] == list(bad)
    for error in told["errors"]:
        assert error["message"].startswith(bad[error["input"]])
    # Where nothing can be answered, everything that is wrong is said all the same.
    alone = ask(SPA, question, values=typed)
    assert [each["input"] for each in (alone["error"], *alone["errors"])] == list(bad)


def test_what_only_bears_the_same_name_is_not_added_up() -> None:
    told = ask(INN, "kit", values={"a": "2", "b": "1", "c": "3"})
    items = {item["service"]: item for item in told["items"]}
    basket = items["fruit-basket"]
    assert basket["total"] == "6"
    assert [(each["note"], each["total"]) for each in basket["sums"]] == [
        ("大篮", "2"),
        ("中篮", "1"),
        ("小篮", "3"),
    ]
    assert [each["text"] for each in basket["sums"]] == [
        "2 份（大篮）",
        "1 份（中篮）",
        "3 份（小篮）",
    ]
    assert basket["text"].startswith(
        "果篮：上客(甲) 2 × 1 份 = 2 份（大篮）；上客(乙) 1 × 1 份 = 1 份（中篮）；"
        "上客(丙) 3 × 1 份 = 3 份（小篮）（七、"
    )
    assert [each["text"] for each in items["orange"]["sums"]] == ["11 个"]
    assert [each["text"] for each in items["flowers"]["sums"]] == [
        "待定（大盆）",
        "1 盆（中盆）",
        "待定",
    ]


def test_a_kit_rests_on_the_clauses_of_the_tiers_asked_about() -> None:
    told = ask(INN, "kit", values={"a": "1", "b": "0"})
    assert {clause["id"] for item in told["items"] for clause in item["clause"]} == {"standard-a"}
    orange = next(item for item in told["items"] if item["service"] == "orange")
    assert orange["text"] == "篮里的橘子：上客(甲) 1 × 3 个 = 3 个（七、甲等，接待标准）。"
    both = {item["service"]: item for item in ask(INN, "kit", values={"a": "1", "c": "2"})["items"]}
    assert both["orange"]["text"] == (
        "篮里的橘子：上客(甲) 1 × 3 个 + 上客(丙) 2 × 1 个 = 5 个"
        "（七、甲等，接待标准；七、丙等，接待标准）。"
    )
    # The lowest gets no mango.
    assert both["mango"]["text"] == "篮里的芒果：上客(甲) 1 × 3 个 = 3 个（七、甲等，接待标准）。"


@by_policy
def test_an_item_rests_on_what_its_parts_rest_on(policy: Policy) -> None:
    scopes = dict.fromkeys(service.scope for service in policy.services.values())
    values = [
        f"{s}:{value}" for s in scopes if s in policy.scales for value in policy.scales[s].ids()
    ]
    alone = {value: ask(policy, "kit", values={value: "1"})["items"] for value in values}
    for item in ask(policy, "kit", values=dict.fromkeys(values, "1"))["items"] if values else []:
        assert item["clause"]
        parts = [clause for part in item["parts"] for clause in part["clause"]]
        assert item["clause"] == list({clause["id"]: clause for clause in parts}.values())
        # Whoever stands beside them, the tiers keep their own clauses.
        own = [each for items in alone.values() for each in items]
        same = [each for each in own if each["service"] == item["service"]]
        assert [each["clause"] for each in same] == [part["clause"] for part in item["parts"]]


def test_one_of_several_things_is_counted_for_each_choice() -> None:
    told = ask(POOL, "kit", values={"in_house": "2"})
    (gift,) = told["items"]
    assert (gift["counted"], gift["total"], gift["undetermined"]) == (True, None, False)
    assert [each["text"] for each in gift["sums"]] == [
        "2 份（奶油蛋糕，每份 1 磅）",
        "或 2 瓶（橘子汽水）",
    ]
    assert gift["text"].startswith(
        "生日礼：任选一项：在馆里过生日 2 × 1 份 = 2 份（奶油蛋糕，每份 1 磅），"
    )
    assert told["text"] == "在馆里过生日 2 位：要备 1 项。"


def test_who_chooses_is_an_open_question_of_a_kit() -> None:
    told = ask(POOL, "kit", values={"in_house": "2"})
    assert [item["rulings"] for item in told["items"]] == [["who-picks"]]
    assert [(each["id"], each["undecided"]) for each in told["ruling"]] == [("who-picks", True)]
    assert ask(POOL, "kit", values={"away": "2"})["ruling"] == []


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"svip": "0"}, "金卡客 0 位：什么也不用备。"),
        ({"room:ordinary": "4"}, "大间 4 间：制度没有写要备什么。"),
        (
            {"vip": "1", "room:ordinary": "4"},
            "银卡客 1 位、大间 4 间：要备 3 项；另有 2 项要做到；制度没有写大间要备什么。",
        ),
    ],
)
def test_nothing_to_prepare_is_said_as_it_is(values: dict[str, str], text: str) -> None:
    assert ask(SPA, "kit", values=values)["text"] == text


def test_the_condition_of_a_service_is_one_clause_of_its_sentence() -> None:
    told = ask(STORE, "kit", values={"vip": "1"})
    (magazine,) = [item for item in told["items"] if item["label"] == "小铺报"]
    assert "；符合条件（主顾卡有效：是）才提供（第十三条）。" in magazine["text"]


def test_full_width_digits_and_grouped_thousands_are_numbers() -> None:
    told = ask(SPA, "kit", values={"vip": "１，０００"})
    assert told["counts"][0]["count"] == 1000
