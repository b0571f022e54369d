"""A list opened for some policies: its columns found, its rows looked through, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tiercalc.policy import Policy

from handbook.grading.adding_up import add_up
from handbook.grading.columns import (
    Columns,
    conversions,
    find_columns,
    known_names,
    passed_over,
    without_worked_out,
)
from handbook.grading.complaints import Complaints
from handbook.grading.no_customers import LeftOut
from handbook.grading.survey import survey
from handbook.grading.told import Told
from handbook.lists.table import Table, open_table


@dataclass(frozen=True)
class Opened:
    """A list with the columns that give each policy's inputs.

    `left_out` are the rows that are no customers, `notes` what is to be said of all this.
    """

    table: Table
    columns: tuple[Columns, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def open_list(path: Path, policies: Sequence[Policy], complaints: Complaints, told: Told) -> Opened:
    """Open a list for one policy, or for the versions of one.

    What has to be mended is complained of. Raises InputError for what cannot be read at all.
    """
    table = open_table(path, known_names(policies), told.choice)
    named = find_columns(table.heading, policies, complaints)
    columns = tuple(
        without_worked_out(own, policy) for own, policy in zip(named, policies, strict=True)
    )
    said = [*table.notes()]
    for policy, every, own in zip(policies, named, columns, strict=True):
        said += conversions(table.header, own, policy)
        said += passed_over(table.header, every, own, policy)
    notes = [*dict.fromkeys(said)]
    found = survey(table, policies, columns, complaints, told)
    notes += found.notes
    table = replace(table, left_out=frozenset(each.row for each in found.left_out))
    if told.by is not None:
        table, summed = add_up(table, told.by, policies, columns, complaints, told.refunds)
        notes += summed
    return Opened(table, columns, found.left_out, tuple(notes))
