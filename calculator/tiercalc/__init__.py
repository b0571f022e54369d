"""The engine of Tierbook: plain data in, plain data out, standard library only."""

from tiercalc.answering import answer_text, decide_document, error_document
from tiercalc.errors import CalendarError, InputError, PolicyError, TierError
from tiercalc.inputs import read_figures, read_given, read_inputs
from tiercalc.model import Policy
from tiercalc.plain import canonical_json
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
    "read_figures",
    "read_given",
    "read_inputs",
]
