"""The words by which readers know what a policy leaves open: a company may have its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Marks:
    """The words, each with a sensible one.

    `open` is what nobody has decided, `lost` what a missing part of the source said, `ruling` how
    an open question is read, `trial` what a reader does who tries a value for an unset figure.
    """

    open: str = "待定"
    lost: str = "原文缺失"
    ruling: str = "裁定"
    trial: str = "试填"

    @property
    def tried(self) -> str:
        """Before a figure that is only tried: “试填的 30 天”."""
        return f"{self.trial}的"

    @property
    def by_trial(self) -> str:
        """Behind what hangs on such a figure."""
        return f"按{self.tried}数"
