"""What `tierbook` writes on a terminal: the documents of the engine as readable Chinese text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tiercalc import Policy
from tiercalc.model import NUMERIC, Input
from tiercalc.situation import Situation
from tiercalc.wording import fill

from handbook.check import Report

Document = Mapping[str, Any]

_VERDICTS = {"true": "成立", "false": "不成立", "unknown": "还不能判断"}
_COMPOUND = {"all": "以下各项都要满足", "any": "以下满足一项即可", "not": "以下不能成立"}
_UNDECIDED = "公司还没有决定。"
_KINDS = {
    "money": "金额",
    "count": "整数",
    "percent": "百分数",
    "bool": "yes 或 no",
}


def checked(report: Report) -> str:
    """The last line of a check: how much was looked at."""
    errors = sum(finding.severity == "error" for finding in report.findings)
    looked = f"检查了 {len(report.sources)} 份文件，验算了 {report.examples_run} 个例子"
    return f"{looked}，{f'有 {errors} 处错误' if errors else '没有错误'}。\n"


def overview(policy: Policy) -> dict[str, Any]:
    """One policy in the document of `tierbook list`: what can be asked of it."""
    return {
        "id": policy.id,
        "title": policy.title,
        "sector": policy.sector,
        "kind": policy.kind,
        "decisions": [
            {
                "id": decision.id,
                "label": decision.label,
                "collect": decision.collect,
                "outcomes": [
                    {
                        "id": outcome,
                        "label": policy.scales[decision.scale].label(outcome)
                        if decision.scale
                        else outcome,
                    }
                    for outcome in decision.outcomes()
                ],
            }
            for decision in policy.decisions.values()
        ],
        "inputs": [
            {
                "id": asked.id,
                "label": asked.label,
                "type": asked.type,
                "values": [] if asked.scale is None else list(policy.scales[asked.scale].ids()),
            }
            for asked in policy.inputs.values()
        ],
        "amounts": _labels(policy.amounts),
        "events": _labels(policy.events),
        "processes": _labels(policy.processes),
        "deadlines": _labels(policy.deadlines),
        "penalties": list(policy.penalties),
    }


def _labels(things: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"id": thing.id, "label": thing.label} for thing in things.values()]


def listed(document: Document) -> str:
    """`tierbook list`."""
    return "\n".join("".join(f"{line}\n" for line in _listing(p)) for p in document["policies"])


def _listing(policy: Document) -> Iterator[str]:
    yield f"{policy['id']}  {policy['title']}（{policy['sector']}）"
    for decision in policy["decisions"]:
        outcomes = "、".join(f"{each['id']} {each['label']}" for each in decision["outcomes"])
        yield f"  判定 {decision['id']}  {decision['label']}：{outcomes}"
    for asked in policy["inputs"]:
        values = "、".join(asked["values"]) or _KINDS[asked["type"]]
        yield f"  填写 {asked['id']}  {asked['label']}：{values}"
    named = (("amounts", "金额"), ("events", "事件"), ("processes", "流程"), ("deadlines", "时限"))
    for kind, word in named:
        for each in policy[kind]:
            yield f"  {word} {each['id']}  {each['label']}"
    for penalty in policy["penalties"]:
        yield f"  处罚 {penalty}"


def decided(document: Document, situation: Situation) -> str:
    """`tierbook decide`."""
    return "".join(f"{line}\n" for line in _decided(document, situation))


def _decided(document: Document, situation: Situation) -> Iterator[str]:
    policy = situation.policy
    yield f"《{policy.title}》，按 {document['on']} 有效的数字"
    asked = [each for each in document["decisions"].values() if each["asked"]]
    for answer in asked:
        yield ""
        yield answer["text"]
        yield from _reasons(answer, situation)
    texts = document["amount_texts"]
    amounts = [text for name, text in texts.items() if _base(name, policy) in situation.values]
    if amounts:
        yield ""
        yield from amounts
    if not asked and not amounts:
        yield from _invitation(policy)


def _reasons(answer: Document, situation: Situation) -> Iterator[str]:
    policy = situation.policy
    rules = answer["trace"]
    verdicts = [rule["verdict"] for rule in rules]
    if not policy.decisions[answer["decision"]].collect and "true" in verdicts:
        rules = rules[: verdicts.index("true") + 1]
    for rule in rules:
        result = rule["outcome_label"] or "没有定论"
        yield f"  规则 {rule['rule']}（{result}）{_VERDICTS[rule['verdict']]}："
        yield from _tree(rule["tree"], "    ")
    if len(rules) < len(verdicts):
        yield "  排在后面的规则不用再看。"
    for step in answer["next"]:
        yield f"  {step['text']}"
    for entitlement in answer["entitlements"]:
        clause = "、".join(each["label"] for each in entitlement["clause"])
        doubt = "" if entitlement["certain"] else "，还不能确定"
        yield f"  享有 {entitlement['text']}（{clause}）{doubt}"
    for ruling in answer["ruling"]:
        yield f"  {ruling_line(ruling['id'], situation)}"


def ruling_line(name: str, situation: Situation) -> str:
    """A ruling's question, and its answer where there is one."""
    ruling = situation.policy.rulings[name]
    answer = _UNDECIDED if ruling.ruling is None else fill(ruling.ruling, situation)
    return f"裁定 {fill(ruling.question, situation)}{answer}"


def _tree(node: Document, indent: str) -> Iterator[str]:
    """A condition's tests, one a line; a group of tests says how they go together."""
    if node["kind"] == "test":
        yield f"{indent}{node['text']}"
        return
    if len(node["parts"]) > 1 or node["kind"] == "not":
        yield f"{indent}{_COMPOUND[node['kind']]}（{_VERDICTS[node['verdict']]}）："
        indent += "  "
    for part in node["parts"]:
        yield from _tree(part, indent)


def _base(amount: str, policy: Policy) -> str:
    """The input that an amount starts from."""
    of = policy.amounts[amount].of
    return _base(of, policy) if of in policy.amounts else of


def _invitation(policy: Policy) -> Iterator[str]:
    if not policy.inputs:
        yield "这份文件只供阅读，没有可以判定的内容。"
        return
    yield "还没有填写内容，可以填："
    for asked in policy.inputs.values():
        yield f"  {asked.id}={_wanted(asked, policy)}  {asked.label}"


def _wanted(asked: Input, policy: Policy) -> str:
    if asked.type in NUMERIC or asked.type == "bool":
        return _KINDS[asked.type]
    values = policy.scales[asked.scale or ""].ids()
    return "|".join(values) if asked.type == "choice" else ",".join(values)


def due(document: Document, situation: Situation) -> str:
    """`tierbook due`."""
    rulings = "".join(f"{ruling_line(ruling['id'], situation)}\n" for ruling in document["ruling"])
    return f"{document['text']}\n{rulings}"


def fined(document: Document) -> str:
    """`tierbook fine`."""
    return "".join(f"{line}\n" for line in _fined(document))


def _fined(document: Document) -> Iterator[str]:
    for item in document["items"]:
        yield item["text"]
    yield document["text"]
    for missing in document["missing"]:
        yield f"待定 {missing['label']}"
    for ruling in document["open"]:
        yield f"同时发生时 {ruling['question']}{ruling['ruling'] or _UNDECIDED}"
