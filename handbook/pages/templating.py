"""How the templates in `templates/` become HTML."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from handbook.pages.address import anchored


def environment(**syntax: str) -> Environment:
    """The package's templates: text in their values stays text, a value that is missing raises.

    `syntax` names marks that differ from Jinja's own.
    """
    made = Environment(
        loader=PackageLoader("handbook"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **syntax,  # type: ignore[arg-type]
    )
    made.filters["anchored"] = anchored
    return made
