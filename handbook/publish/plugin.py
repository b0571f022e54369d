"""The handbook as a plugin of MkDocs: `plugins: [material/search, tierbook]`."""

from __future__ import annotations

from mkdocs.plugins import BasePlugin, CombinedEvent

from handbook.publish import hooks, unchanged

_MODULES = (hooks, unchanged)


class Handbook(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # it has no settings
    """Hands each event of MkDocs to what makes the handbook, and to what keeps unchanged pages."""

    def __init__(self) -> None:
        for event in {name for each in _MODULES for name in vars(each) if name.startswith("on_")}:
            found = (getattr(each, event, None) for each in _MODULES)
            setattr(self, event, CombinedEvent(*(each for each in found if each)))
