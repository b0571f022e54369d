"""The engine of Tierbook: plain data in, plain data out, standard library only."""

from tiercalc.dates import read_calendars
from tiercalc.explain import answer_text, decide_document, error_document
from tiercalc.given import read_figures, read_given, read_inputs
from tiercalc.policy import (
    CalendarError,
    InputError,
    Policy,
    PolicyError,
    TierError,
    canonical_json,
    load,
)
from tiercalc.questions import question_text

__all__ = [
    "CalendarError",
    "InputError",
    "Policy",
    "PolicyError",
    "TierError",
    "answer_text",
    "canonical_json",
    "decide_document",
    "error_document",
    "load",
    "question_text",
    "read_calendars",
    "read_figures",
    "read_given",
    "read_inputs",
]
