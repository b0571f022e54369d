"""Where things stand that tests read."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
POLICY = ROOT / "policy"
CASES = ROOT / "tests" / "cases"
LIBRARY = ROOT / "tests" / "library"
SHOPS = ROOT / "tests" / "shops"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
