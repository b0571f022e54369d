"""Deadlines in words."""

from __future__ import annotations

from markupsafe import Markup
from tiercalc.policy import Deadline
from tiercalc.words import term_text

from handbook.pages.view import View


def term(view: View, deadline: Deadline) -> Markup:
    """When a thing is due, as a phrase with its figures linked: “批准后 1 个工作日内”."""
    return view.linked(lambda place: term_text(deadline, view.situation, place))
