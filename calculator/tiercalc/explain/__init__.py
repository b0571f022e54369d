"""An answer with its reasons."""

from tiercalc.explain.answer import answer_text, decide_document, error_document, failed
from tiercalc.explain.report import is_answered, report
from tiercalc.explain.tested import LONGEST_LIST
from tiercalc.explain.trace import rule_name

__all__ = [
    "LONGEST_LIST",
    "answer_text",
    "decide_document",
    "error_document",
    "failed",
    "is_answered",
    "report",
    "rule_name",
]
