"""What readers and programs give, read and checked."""

from tiercalc.given.constraints import (
    Bounds,
    bearing_on,
    bounds,
    contained,
    doubts,
    families,
    may_be_doubted,
    parts,
    related,
    related_to,
)
from tiercalc.given.counts import MOST, not_whole, read_whole
from tiercalc.given.in_force import require_held, require_in_force
from tiercalc.given.inputs import (
    Reading,
    check_figures,
    check_inputs,
    check_order,
    is_time,
    read_cell,
    read_each,
    read_figures,
    read_given,
    read_inputs,
    read_typed,
)

__all__ = [
    "MOST",
    "Bounds",
    "Reading",
    "bearing_on",
    "bounds",
    "check_figures",
    "check_inputs",
    "check_order",
    "contained",
    "doubts",
    "families",
    "is_time",
    "may_be_doubted",
    "not_whole",
    "parts",
    "read_cell",
    "read_each",
    "read_figures",
    "read_given",
    "read_inputs",
    "read_typed",
    "read_whole",
    "related",
    "related_to",
    "require_held",
    "require_in_force",
]
