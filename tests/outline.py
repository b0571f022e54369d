"""A piece of HTML as its elements."""

from __future__ import annotations

from html.parser import HTMLParser


class Outline(HTMLParser):
    """The elements of a piece of HTML as (tag, attributes), and the text inside labels' tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str.join("", html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            found
            for name, found in self.elements
            if name == tag and all(found.get(key) == value for key, value in wanted.items())
        ]

    def values(self, name: str) -> list[str | None]:
        """What the controls of a name offer; None for one that takes any text."""
        found = [
            e for tag, e in self.elements if tag in ("input", "select") and e.get("name") == name
        ]
        return [element.get("value") for element in found]

    def controls(self) -> list[str]:
        """The names of the controls in order, those of one group once."""
        names = [e.get("name") for tag, e in self.elements if tag in ("input", "select")]
        return [name for place, name in enumerate(names) if name and name != names[place - 1]]
