"""The error family of the engine: each error carries its place and a sentence in Chinese."""

from __future__ import annotations


class TierError(Exception):
    """Base of every error that the engine raises on purpose.

    `code` names the kind of error for programs, `place` is where it lies (an input's id, or the
    path of keys inside a policy), `message` is one sentence in Chinese for the reader.
    """

    def __init__(self, code: str, place: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.place = place
        self.message = message


class PolicyError(TierError):
    """The policy's data cannot be read: `place` is the dotted path of keys."""


class InputError(TierError):
    """Something that the reader gave cannot be used: `place` is the input's id."""


class CalendarError(TierError):
    """A day lies outside the years that the working calendar knows."""
