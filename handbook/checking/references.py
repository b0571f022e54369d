"""Whether everything that a file names is declared, and everything declared is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tiercalc.policy import OTHERWISE, UNDETERMINED, UNNAMED

from handbook.checking.citations import PERIODS, Citation, citations, declared_lists, figures_in
from handbook.source.findings import Finding, nearest
from handbook.source.grammar import declared, where
from handbook.source.spots import Spot
from handbook.source.yaml_source import Document, Keys

_LISTED = 10
_ONE = {
    "inputs": "input",
    "figures": "figure",
    "scales": "scale",
    "decisions": "decision",
    "amounts": "amount",
    "roles": "role",
    "forms": "form",
    "events": "event",
    "deadlines": "deadline",
    "penalties": "penalty",
    "services": "service",
    "clauses": "clause",
    "rulings": "ruling",
    "processes": "step",
}
# Declared for others to name; a role, a ruling or a deadline is printed in a place of its own.
_MEANT_FOR_USE = ("clauses", "scales", "figures", "inputs", "events")

# Words that the grammar reads as its own where the list's ids are named too.
_RESERVED: Mapping[str, frozenset[str]] = {
    "inputs": frozenset({"all", "any", "not"}),
    "figures": PERIODS | {"may"},
    "scales": frozenset({"all"}),
    "roles": frozenset({UNNAMED}),
    "decisions": frozenset({"missing", "entitled"}),
    "amounts": frozenset({"missing", "entitled"}),
}
# Lists out of which one and the same place may name an id.
_NAMED_TOGETHER = (("inputs", "amounts"), ("decisions", "figures"), ("decisions", "amounts"))


class References:
    """What one file declares and what it names, gathered once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = Spot(document.data)
        self.lists = declared_lists(self.root)
        self.citations = tuple(citations(self.root))

    def unknown(self) -> Iterator[Finding]:
        """Ids that are not declared, and ids that cannot be told apart."""
        for citation in self.citations:
            # Where the list itself is unknown, that is the finding, not each id out of it.
            known = any(_exists(name, self.lists) for name in citation.lists)
            if known and not _homes(citation, self.lists):
                yield _unknown(self.document, citation, self.lists)
        yield from _unknown_in_evidence(self.document, self.root)
        yield from _reserved(self.document, self.root)
        yield from _ambiguous(self.document, self.lists)

    def unused(self) -> Iterator[Finding]:
        """Declarations that nothing uses; worth saying only where every id is spelt right."""
        used = {(home, each.id) for each in self.citations for home in _homes(each, self.lists)}
        # A scale whose value is named is used as well.
        used |= {("scales", home.removeprefix("scales.")) for home, _ in used if "." in home}
        for spot, why in _idle(self.root, used):
            message = f"{where(spot.keys)}：{why}"
            yield self.document.finding(
                spot.keys, "unused", message, severity="warning", on_key=True
            )


def _idle(root: Spot, used: set[tuple[str, str]]) -> Iterator[tuple[Spot, str]]:
    for section in _MEANT_FOR_USE:
        for key, spot in root.get(section).fields():
            if (section, key) not in used:
                yield spot, "写了却没有一处用到；用上它，或者删掉。"
    for key, spot in root.get("forms").fields():
        if ("forms", key) not in used and not spot.has("kept_by"):
            yield spot, "没有一个步骤用到这张表单，也没有写由谁保管。"
    for key, spot in root.get("roles").fields():
        if ("roles", key) not in used and not spot.has("duties"):
            yield spot, "这个岗位没有职责，也没有一处提到它。"


def _homes(citation: Citation, lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [name for name in citation.lists if citation.id in lists.get(name, ())]


def _exists(name: str, lists: Mapping[str, tuple[str, ...]]) -> bool:
    return "." not in name or name in lists


def _unknown(
    document: Document, citation: Citation, lists: Mapping[str, tuple[str, ...]]
) -> Finding:
    known = [known_id for name in citation.lists for known_id in lists.get(name, ())]
    names = "、".join(_list_name(name) for name in citation.lists)
    code = f"unknown-{_one(citation.lists[0])}"
    message = f"{where(citation.keys)}：{names}里没有“{citation.id}”。{_mend(citation.id, known)}"
    return document.finding(
        citation.keys, code, message, on_key=citation.on_key, inside=citation.inside
    )


def _mend(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    if near:
        return f"是不是 {near}？"
    if not known:
        return "那里还什么都没有写。"
    more = f" 等 {len(known)} 个" if len(known) > _LISTED else ""
    return f"已有的是 {'、'.join(known[:_LISTED])}{more}。"


def _one(name: str) -> str:
    section, _, owner = name.partition(".")
    if not owner:
        return _ONE[section]
    return {"scales": "value", "processes": "step", "penalties": "role"}[section]


def _list_name(name: str) -> str:
    section, _, owner = name.partition(".")
    title = declared((section,)).get("title", section)
    if not owner:
        return f"{title}（{section}）"
    return {
        "scales": f"取值表 {owner} ",
        "processes": f"流程 {owner} 的步骤",
        "penalties": f"处罚 {owner} 涉及的岗位",
    }[section]


def _unknown_in_evidence(document: Document, root: Spot) -> Iterator[Finding]:
    figures = [key for key, _ in root.get("figures").fields()]
    for entry in root.get("evidence").items():
        text = entry.get("text")
        known = [*(key for key, _ in entry.get("figures").fields()), *figures]
        for name in figures_in(text.text):
            if name not in known:
                message = f"{where(text.keys)}：这一条的数字里没有“{name}”。{_mend(name, known)}"
                yield document.finding(text.keys, "unknown-figure", message, inside=f"{{{name}}}")


def _reserved(document: Document, root: Spot) -> Iterator[Finding]:
    for section, words in _RESERVED.items():
        for key, spot in root.get(section).fields():
            if key in words:
                yield _taken(document, spot.keys, key)
    for _, scale in root.get("scales").fields():
        for key, spot in scale.fields():
            if key in (UNDETERMINED, OTHERWISE):
                yield _taken(document, spot.keys, key)
    for _, process in root.get("processes").fields():
        for step in process.get("steps").items():
            if step.get("id").text == "end":
                yield _taken(document, step.get("id").keys, "end")


def _taken(document: Document, keys: Keys, word: str) -> Finding:
    message = f"{where(keys)}：“{word}”在这里另有含义，不能当编号；请换一个。"
    return document.finding(keys, "reserved-id", message, on_key=True)


def _ambiguous(document: Document, lists: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    for first, second in _NAMED_TOGETHER:
        for key in lists.get(second, ()):
            if key in lists.get(first, ()):
                message = (
                    f"{where((second, key))}：{_list_name(first)}里也有“{key}”，"
                    "引用时分不清是哪一个；请换一个编号。"
                )
                yield document.finding((second, key), "ambiguous-id", message, on_key=True)
