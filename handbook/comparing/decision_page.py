"""The sheet to decide by as one page that needs nothing else, and can be printed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from handbook.comparing.decision import Decision
from handbook.comparing.flow_picture import picture

_TEMPLATES = Path(__file__).parents[1] / "templates"


def page(decision: Decision) -> str:
    """The page as HTML."""
    # Loaded only when a page is made.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["thousands"] = _thousands
    template = environment.get_template("decision_sheet.html.j2")
    flow = picture(decision.flow, decision.matrix.header[1:]) if decision.flow else None
    return template.render(decision=decision, flow=flow)


def _thousands(number: str) -> str:
    try:
        return f"{Decimal(number):,f}"
    except ArithmeticError:
        return number
