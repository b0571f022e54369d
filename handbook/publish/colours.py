"""A company's one or two colours in every shade of the site, light and dark, fit to be read.

Each colour of the site keeps its lightness, on which its contrast hangs, and takes the company's
hue; where a hue is too light or too dark for it, the lightness moves until the text can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coloraide import Color

# What text needs: https://www.w3.org/TR/WCAG21/#contrast-minimum
ENOUGH = 4.5
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_TOKEN = re.compile(r"(--[\w-]+): (#[0-9a-f]{6})([0-9a-f]{2})?;")
_HUE = re.compile(r"--md-hue: \d+;")
_DARK = '[data-md-color-scheme="slate"]'
_WHITE = "#ffffff"
# Of the first colour's hue unless they say so: what one points at is of the second's.
_SECOND = ("--md-accent-", "--md-typeset-a-color")
_GREY = 0.05
# Marks for what is open or wrong are the same everywhere.
_KEPT = ("--tb-open-", "--tb-wrong")
_HEADER, _ON_HEADER = "--md-primary-fg-color", "--md-primary-bg-color"
# The site's own colour, by which others are measured.
_OWN = "--tb-ink"
# Texts and what they stand on; the first of a pair moves.
_PAIRS = (
    ("--tb-text", "--tb-paper"),
    ("--tb-text", "--tb-wash"),
    ("--tb-ink", "--tb-paper"),
    ("--tb-ink", "--tb-wash"),
    ("--tb-quiet-text", "--tb-wash"),
    ("--md-typeset-a-color", "--tb-paper"),
    ("--md-accent-fg-color", "--tb-paper"),
    *((f"--tb-shade-{step}", "--tb-on-pale") for step in range(1, 5)),
    *((f"--tb-shade-{step}", "--tb-on-deep") for step in range(5, 8)),
)


def wrong(colour: str) -> str:
    """What is wrong with a colour as it is written; nothing if it is one."""
    if _HEX.fullmatch(colour):
        return ""
    return f'“{colour}”不是颜色；写成 # 和六位十六进制数，加引号，例如 "#8a1c2b"。'


def coloured(tokens: str, first: str | None, second: str | None) -> str:
    """The sheet of colours in a company's own: its first for the site, its second for links.

    The first where there is none is the site's, the second the first.
    """
    light, mark, dark = tokens.partition(_DARK)
    first = first or _found(light)[_OWN]
    own = Color(_found(light)[_OWN])
    return "".join(
        (
            _scheme(light, _found(light), own, first, second or first, light=True),
            mark,
            _scheme(dark, _found(light) | _found(dark), own, first, second or first, light=False),
        )
    )


def pairs(tokens: str) -> Iterator[tuple[str, str, str, str]]:
    """Each text with what it stands on, by their names and colours, light and then dark."""
    light, _, dark = tokens.partition(_DARK)
    for known in (_found(light), _found(light) | _found(dark)):
        for text, ground in (*_PAIRS, (_ON_HEADER, _HEADER)):
            yield text, ground, known.get(text, known[_OWN]), known.get(ground, known[_OWN])


def _found(sheet: str) -> dict[str, str]:
    return {name: colour for name, colour, _ in _TOKEN.findall(sheet)}


def _scheme(
    sheet: str, known: Mapping[str, str], own: Color, first: str, second: str, *, light: bool
) -> str:
    made = {
        name: _in_hue(colour, own, second if name.startswith(_SECOND) else first)
        for name, colour in known.items()
        if not name.startswith(_KEPT)
    }
    for name, ground in _PAIRS:
        if name in made:
            made[name] = _readable(made[name], made[ground])
    if light:
        # The header has the very colour, and the text that can be read on it.
        made[_HEADER] = Color(first).to_string(hex=True)
        white = Color(first).contrast(_WHITE) >= ENOUGH
        made[_ON_HEADER] = _WHITE if white else "#000000"
    else:
        made[_HEADER] = _readable(made[_HEADER], _WHITE)
        made[_ON_HEADER] = _WHITE
    declared = _TOKEN.sub(
        lambda found: f"{found[1]}: {made.get(found[1], found[2])}{found[3] or ''};", sheet
    ).replace(f"{_HEADER}: var({_OWN});", f"{_HEADER}: {made[_HEADER]};")
    hue = round(Color(first).convert("hsl", norm=False)["hue"])
    return _HUE.sub(f"--md-hue: {hue}; {_ON_HEADER}: {_WHITE};", declared)


def _in_hue(colour: str, own: Color, wanted: str) -> str:
    """A colour of the site with another hue, as strong as the wanted one is beside the site's."""
    if colour == _WHITE:
        return colour
    target = Color(wanted).convert("oklch", norm=False)
    made = Color(colour).convert("oklch", norm=False)
    strength = target["chroma"] / own.convert("oklch")["chroma"]
    made["hue"] = target["hue"]
    # What is all but grey stays so.
    made["chroma"] *= min(strength, 1.5 if made["chroma"] > _GREY else 1)
    return _hex(made)


def _readable(colour: str, ground: str) -> str:
    """The colour, lighter or darker by as little as gives it enough contrast."""
    away = -0.01 if Color(ground).luminance() > 0.18 else 0.01
    made = Color(colour).convert("oklch")
    while Color(_hex(made)).contrast(ground) < ENOUGH and 0 < made["lightness"] < 1:
        made["lightness"] = min(max(made["lightness"] + away, 0), 1)
    return _hex(made)


def _hex(colour: Color) -> str:
    return colour.convert("srgb").fit().to_string(hex=True)
