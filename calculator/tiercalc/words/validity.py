"""Whether a policy is in force, in words."""

from __future__ import annotations

from datetime import date

from tiercalc.policy import Days, InForce, Policy
from tiercalc.words.rich import Sentence, joined, naming, say


def not_begun_text(term: InForce) -> str:
    """That a policy does not hold yet, and from when on it does."""
    return f"尚未施行（自 {term.start.isoformat()} 起）"


def ended_text(term: InForce) -> str:
    """That a policy does not hold any more, and until when it did."""
    last = "" if term.until is None else f"（到 {term.until.isoformat()} 为止）"
    return f"已失效{last}"


def overdue_text(term: InForce) -> str:
    """That nobody has looked at a policy again by the day on which somebody should have."""
    day = "" if term.review_by is None else f"（应在 {term.review_by.isoformat()} 以前复审）"
    return f"逾期未复审{day}"


def validity_text(policy: Policy, day: date) -> str:
    """That a policy is not in force on a day; empty where it is."""
    if policy.in_force is None:
        return ""
    match policy.in_force.validity(day):
        case "not_yet":
            return not_begun_text(policy.in_force)
        case "ended":
            return ended_text(policy.in_force)
        case "yes":
            return ""


def succession_text(policy: Policy, day: date) -> Sentence:
    """What replaces a policy that has ended by a day; empty where nothing does."""
    term = policy.in_force
    if term is None or term.successor is None or term.validity(day) != "ended":
        return say()
    new = term.successor
    return say("由", naming("policy", new.policy, f"《{new.title}》"), "接替")


def standing_text(policy: Policy, day: date) -> Sentence:
    """That a policy is not in force, and what replaces it, or that it is overdue; else empty."""
    term = policy.in_force
    if term is not None and term.is_overdue(day) and term.validity(day) == "yes":
        return say(overdue_text(term))
    said = (validity_text(policy, day), succession_text(policy, day))
    return joined("，", (each for each in said if each))


def days_held_text(days: Days) -> str:
    """From when to when a part of a policy holds; empty where it always does."""
    start = None if days.start is None else days.start.isoformat()
    until = None if days.until is None else days.until.isoformat()
    if start and until:
        return f"{start} 至 {until}"
    if start:
        return f"{start} 起"
    return f"到 {until} 为止" if until else ""
