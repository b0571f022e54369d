"""What the one who grades says of a list."""

from __future__ import annotations

from dataclasses import dataclass, field

from handbook.grading.refunds import Refunds
from handbook.lists.table import Choice


@dataclass(frozen=True)
class Told:
    """Where a list stands in its file, and what its rows are.

    `by` is the column by which rows are put together, `all_rows` says that each is a customer, and
    `skip` that those that cannot be read are passed over.
    """

    choice: Choice = field(default_factory=Choice)
    by: str | None = None
    all_rows: bool = False
    skip: bool = False
    refunds: Refunds = Refunds.ASKED
