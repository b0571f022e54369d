"""What somebody wrote: made plain, shown in an error, and what they may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from tiercalc.policy import Clauses, Deadline, Decision, Policy
from tiercalc.words.rich import Run, Sentence, joined, naming, say

if TYPE_CHECKING:
    from tiercalc.words.documents import NamedDocument

NONE = "无"
NOT_CERTAIN = "还不能确定"
OPEN_CASE = "没有定论"
LEFT_OPEN = f"制度{OPEN_CASE}"
# How a source lists what it does not list as a whole.
LISTED_AS = {"example": "原文举例", "more": "原文列举，不止这些"}

_SHOWN = 40
_LISTED = 12


def quoted(text: str) -> str:
    """Somebody's text inside quotation marks: cut when long, unprintable characters made plain."""
    plain = "".join(char if char.isprintable() else "�" for char in text[: _SHOWN + 1])
    return f"“{plain[:_SHOWN]}…”" if len(plain) > _SHOWN else f"“{plain}”"


def named(known: Mapping[str, str], key: str) -> str:
    """An id with its label: `vip（VIP 顾客）`."""
    return key if key.endswith(known[key]) else f"{key}（{known[key]}）"


def meant(word: str, known: Mapping[str, str]) -> str:
    """The end of a sentence about an unknown name: the nearest known ones, or the whole list.

    `known` maps ids to labels; a misspelt label leads to its id as well.
    """
    if not known:
        return "这里没有可写的编号。"
    spelling = {key.casefold(): key for key in known}
    spelling |= {label.casefold(): key for key, label in known.items()}
    close = get_close_matches(word[:100].casefold(), list(spelling), n=3, cutoff=0.6)
    near = list(dict.fromkeys(spelling[match] for match in close))
    if near:
        return f"是不是 {' 或 '.join(named(known, key) for key in near)}？"
    return f"可以写：{listed(known)}。"


def listed(known: Mapping[str, str]) -> str:
    """Ids with their labels; a long list is cut."""
    shown = "、".join(named(known, key) for key in list(known)[:_LISTED])
    return f"{shown} 等 {len(known)} 个" if len(known) > _LISTED else shown


class Citation(list["NamedDocument"]):
    """Clauses by id and by the name that readers know them by, as plain data."""

    @cached_property
    def said(self) -> Sentence:
        """The clauses one after the other: “第四条、第五条”."""
        return side_by_side([naming("clause", each["id"], each["label"]) for each in self])


@lru_cache(maxsize=1024)
def clause_documents(clauses: Clauses, policy: Policy) -> Citation:
    """Clauses with their names, as plain data and as they are said."""
    return Citation({"id": each, "label": policy.clauses.get(each, each)} for each in clauses)


@lru_cache(maxsize=1024)
def cited(clauses: Clauses, policy: Policy) -> Sentence:
    """The clauses that a sentence rests on, in brackets at its end: `（第四条、第五条）`."""
    said = in_brackets(clause_documents(clauses, policy).said)
    return Sentence(run if run.kind else Run(run.text, "citation") for run in said.runs)


def uncited(said: Sentence) -> Sentence:
    """A sentence less the clauses that it rests on."""
    return said.without("clause", "citation")


def in_brackets(said: str) -> Sentence:
    """Words in brackets, as at the end of a sentence; nothing where there are none.

    Round brackets do not stand in round ones: around words that have some stand others,
    `〔二（一）1〕`.
    """
    if not said:
        return say()
    return say("〔", said, "〕") if "（" in said else say("（", said, "）")


def side_by_side(labels: Sequence[str]) -> Sentence:
    """Names one after the other; those that hold a 、 themselves are parted by a stronger sign."""
    return joined("；" if any("、" in label for label in labels) else "、", labels)


def roles_text(roles: Iterable[str], policy: Policy) -> Sentence:
    """Roles one after the other."""
    return joined("、", (naming("role", each, policy.roles[each].label) for each in roles))


def deadline_text(deadline: Deadline) -> Sentence:
    """A deadline's name."""
    return naming("deadline", deadline.id, deadline.label)


def form_text(form: str, policy: Policy) -> Sentence:
    """A form's name in title marks: “《客户登记表》”."""
    return naming("form", form, f"《{policy.forms[form].label}》")


def in_a_row(labels: Iterable[str]) -> str:
    """Names one after the other; in quotation marks where one of them is a list itself."""
    names = list(labels)
    if any(mark in name for name in names for mark in "、，") and len(names) > 1:
        names = [f"“{name}”" for name in names]
    return "、".join(names)


def outcome_label(outcome: str | None, decision: Decision, policy: Policy) -> str:
    """An outcome's name; for none what the decision calls it, 无 where it does not."""
    if outcome is None:
        return decision.none.label if decision.none else NONE
    return policy.scales[decision.scale].label(outcome) if decision.scale else outcome
