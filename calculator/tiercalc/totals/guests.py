"""Whom things are prepared for: so many of each value of a scale, from text."""

from __future__ import annotations

from collections.abc import Mapping

from tiercalc.given import Reading, read_each, read_whole
from tiercalc.policy import InputError, Policy, Scale, ScaleValue
from tiercalc.words import listed, meant, named, quoted, say

# People are counted like this, and what a policy has no other measure word for.
_PEOPLE = "位"


def check_guests(policy: Policy, texts: Mapping[str, str]) -> Reading[int]:
    """How many there are of each value, from text, and the errors, one for each bad entry.

    The keys become `scale:value`. A value alone means the one that has services to prepare: the
    tier's own where several scales have it.
    """
    names: dict[str, str] = {}

    def read(name: str, text: str) -> int:
        key = _key(policy, name)
        if names.setdefault(key, name) != name:
            raise InputError("usage", name, f"{quoted(name)}写了两次，只能写一次。")
        scale, _, value = key.partition(":")
        return read_whole(text, name, f"“{policy.scales[scale].label(value)}”的数量")

    found = read_each(texts, read)
    counts = {key: found.values[name] for key, name in names.items() if name in found.values}
    return Reading(counts, found.errors)


def read_guests(policy: Policy, texts: Mapping[str, str]) -> dict[str, int]:
    """The same as `check_guests`, but raises the first InputError."""
    return check_guests(policy, texts).or_raise()


def counter(policy: Policy, scale: str) -> str:
    """The measure word for the values of a scale."""
    return policy.counted.get(scale, _PEOPLE)


def given_values(policy: Policy, scale: Scale) -> tuple[ScaleValue, ...]:
    """The values of a scale that are given some service."""
    return tuple(
        value
        for value in scale.values
        if any(policy.is_given(each, scale.id, value.id) for each in policy.services.values())
    )


def _key(policy: Policy, name: str) -> str:
    served = _served(policy)
    scale, colon, value = name.rpartition(":")
    if colon and scale in served and value in served[scale].ids():
        return name
    known = {
        f"{each.id}:{one.id}": one.label
        for each in served.values()
        for one in given_values(policy, each)
    }
    if not known:
        message = f"《{policy.title}》没有按等级写明要备什么，算不出用品。"
        raise InputError("no-kit", name, message)
    same = {} if colon else {key: label for key, label in known.items() if _value(key) == value}
    tier = policy.tier
    own = [key for key in same if tier and key.partition(":")[0] == tier.scale]
    if len(own or same) == 1:
        return next(iter(own or same))
    if same:
        choices = " 或 ".join(named(same, key) for key in same)
        raise InputError("unknown-value", name, f"{quoted(name)}有几种意思，请写 {choices}。")
    others = dict.fromkeys(
        one.label for each in policy.scales.values() for one in each.values if one.id == name
    )
    if others:
        message = say(
            f"《{policy.title}》没有写", "、".join(others), f"要备什么；可以写：{listed(known)}。"
        )
        raise InputError("unknown-value", name, message)
    raise InputError("unknown-value", name, f"没有叫{quoted(name)}的等级，{meant(name, known)}")


def _value(key: str) -> str:
    return key.partition(":")[2]


def _served(policy: Policy) -> dict[str, Scale]:
    """The scales for whose values the policy declares services, in the policy's order."""
    return {scale.id: scale for scale in policy.scales.values() if given_values(policy, scale)}
