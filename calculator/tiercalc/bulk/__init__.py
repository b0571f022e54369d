"""The same decisions for many customers."""

from tiercalc.bulk.compiled import compiled
from tiercalc.bulk.judgements import Judgement, amounts_of, height, judge

__all__ = [
    "Judgement",
    "amounts_of",
    "compiled",
    "height",
    "judge",
]
