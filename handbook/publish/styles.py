"""The site's one style sheet, joined from the sheets of its components."""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r'@import "([^"]+)";')


def joined(sheet: Path) -> str:
    """The style sheet with each sheet that it imports in the place of the import."""
    text = sheet.read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: joined(sheet.with_name(found[1])), text)
