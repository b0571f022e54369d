"""Decision tables, amounts and entitlements, decided exactly."""

from tiercalc.decide.ahead import in_step, results
from tiercalc.decide.amounts import AmountResult, compute
from tiercalc.decide.diagrams import (
    INFEASIBLE,
    Branch,
    Diagram,
    Leaf,
    Table,
    Unknowns,
)
from tiercalc.decide.effort import TooMuchError, at_most, spend
from tiercalc.decide.entitlements import (
    Entitlement,
    Standing,
    cell_text,
    choice_text,
    entitlements,
    note_text,
    quantity_of,
    standings,
    unit_of,
)
from tiercalc.decide.question import Open
from tiercalc.decide.rates import rates
from tiercalc.decide.rulings import (
    bearing,
    bearing_on_amount,
    conditions_of_rulings,
    conditions_of_undecided,
    undecided,
)
from tiercalc.decide.tables import Answer, Hit, conclusion, decide, holds
from tiercalc.decide.turning import last_before_turning
from tiercalc.decide.unknown_names import input_name, owner
from tiercalc.decide.unknowns import Completions
from tiercalc.decide.upgrade import Change, Next, nearest

__all__ = [
    "INFEASIBLE",
    "AmountResult",
    "Answer",
    "Branch",
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
    "cell_text",
    "choice_text",
    "compute",
    "conclusion",
    "conditions_of_rulings",
    "conditions_of_undecided",
    "decide",
    "entitlements",
    "holds",
    "in_step",
    "input_name",
    "last_before_turning",
    "nearest",
    "note_text",
    "owner",
    "quantity_of",
    "rates",
    "results",
    "spend",
    "standings",
    "undecided",
    "unit_of",
]
