"""Which day it is where the handbook is used, and which day a build shows."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone

# China keeps one time without daylight saving, so no time zone data has to be installed.
_CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """Today in China."""
    return datetime.now(_CHINA).date()


def build_day() -> date:
    """The day whose figures the pages show: SOURCE_DATE_EPOCH's in China, today without it.

    SOURCE_DATE_EPOCH is the Reproducible Builds convention.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return today() if epoch is None else datetime.fromtimestamp(int(epoch), _CHINA).date()
