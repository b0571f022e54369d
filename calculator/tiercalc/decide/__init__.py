"""Decision tables, amounts and entitlements, decided exactly."""

from tiercalc.decide.amounts import AmountResult, compute
from tiercalc.decide.diagrams import Diagram, Leaf, Table, Unknowns
from tiercalc.decide.effort import TooMuchError, at_most
from tiercalc.decide.entitlements import (
    STANDINGS,
    Entitlement,
    Standing,
    cell_text,
    choice_text,
    entitlements,
    note_text,
    quantity_of,
    unit_of,
)
from tiercalc.decide.proofs import Case, case_for, gap, is_possible, unreached, worsening
from tiercalc.decide.rates import rates
from tiercalc.decide.rulings import (
    bearing,
    bearing_on_amount,
    conditions_of_rulings,
    conditions_of_undecided,
    undecided,
)
from tiercalc.decide.tables import Answer, Hit, Open, conclusion, decide, holds
from tiercalc.decide.unknown_names import input_name, owner
from tiercalc.decide.unknowns import Completions
from tiercalc.decide.upgrade import Change, Next, nearest

__all__ = [
    "STANDINGS",
    "AmountResult",
    "Answer",
    "Case",
    "Change",
    "Completions",
    "Diagram",
    "Entitlement",
    "Hit",
    "Leaf",
    "Next",
    "Open",
    "Standing",
    "Table",
    "TooMuchError",
    "Unknowns",
    "at_most",
    "bearing",
    "bearing_on_amount",
    "case_for",
    "cell_text",
    "choice_text",
    "compute",
    "conclusion",
    "conditions_of_rulings",
    "conditions_of_undecided",
    "decide",
    "entitlements",
    "gap",
    "holds",
    "input_name",
    "is_possible",
    "nearest",
    "note_text",
    "owner",
    "quantity_of",
    "rates",
    "undecided",
    "unit_of",
    "unreached",
    "worsening",
]
