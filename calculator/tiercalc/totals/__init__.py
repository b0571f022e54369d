"""What slips cost, and what to lay ready."""

from tiercalc.totals.fines import fine
from tiercalc.totals.guests import check_guests, counter, given_values, read_guests
from tiercalc.totals.incidents import check_counts, read_counts
from tiercalc.totals.kit import NO_NUMBER, kit, laid_ready
from tiercalc.totals.sanction_words import OR, cost_text

__all__ = [
    "NO_NUMBER",
    "OR",
    "check_counts",
    "check_guests",
    "cost_text",
    "counter",
    "fine",
    "given_values",
    "kit",
    "laid_ready",
    "read_counts",
    "read_guests",
]
