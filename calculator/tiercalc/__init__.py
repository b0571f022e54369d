"""The engine of Tierbook: plain data in, plain data out, standard library only."""

from tiercalc.answering import answer_text, decide_document, error_document
from tiercalc.calendar import read_calendar
from tiercalc.errors import CalendarError, InputError, PolicyError, TierError
from tiercalc.inputs import read_figures, read_given, read_inputs
from tiercalc.model import Policy
from tiercalc.plain import canonical_json
from tiercalc.questions import question_text
from tiercalc.reading import load

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
    "read_calendar",
    "read_figures",
    "read_given",
    "read_inputs",
]
