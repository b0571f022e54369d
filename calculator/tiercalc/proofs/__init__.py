"""What holds of a decision table for every customer: asked where policies are checked."""

from tiercalc.proofs.tables import Case, case_for, gap, is_possible, unreached, worsening

__all__ = ["Case", "case_for", "gap", "is_possible", "unreached", "worsening"]
