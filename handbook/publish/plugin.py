"""The handbook as a plugin of MkDocs: `plugins: [material/search, tierbook]`."""

from __future__ import annotations

from typing import Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.plugins import BasePlugin, CombinedEvent

from handbook.publish import hooks, unchanged
from handbook.publish.colours import wrong

_MODULES = (hooks, unchanged)


class Colour(options.Type[str]):
    """A colour as a style sheet writes it: `"#8a1c2b"`."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """Refuse what is none, in a sentence."""
        problem = wrong(str(value))
        if problem:
            raise ValidationError(problem)
        return str(value)


class Settings(Config):  # type: ignore[no-untyped-call]
    """A company's colour, and one of its own for links and what one points at; compressed copies.

    `compressed` puts beside each file of a build what a server may send in its place.
    """

    colour = options.Optional(Colour())
    accent = options.Optional(Colour())
    compressed = options.Type(bool, default=False)


class Handbook(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Hands each event of MkDocs to what makes the handbook, and to what keeps unchanged pages."""

    def __init__(self) -> None:
        for event in {name for each in _MODULES for name in vars(each) if name.startswith("on_")}:
            found = (getattr(each, event, None) for each in _MODULES)
            setattr(self, event, CombinedEvent(*(each for each in found if each)))

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take the settings. What is empty was meant: without quotes `#` begins a note."""
        errors, warnings = super().load_config(options, config_file_path)
        empty = [name for name, value in options.items() if value is None]
        return [*errors, *((name, ValidationError(wrong(""))) for name in empty)], warnings
