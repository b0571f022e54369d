"""Where the things stand that belong to the handbook and are no Python: schemas, pages by hand.

Beside the package in the sources; inside of it once it is installed (`tools/dist.py` puts them
there in the same order).
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSIDE = _PACKAGE / "shipped"

# True where the package was installed from a wheel, which has what a build of the sources makes.
SHIPPED = _INSIDE.is_dir()
HOME = _INSIDE if SHIPPED else _PACKAGE.parent

POLICY_SCHEMA = HOME / "policy" / "policy.schema.json"
GLOSSARY_SCHEMA = HOME / "policy" / "glossary" / "glossary.schema.json"
CALENDAR_SCHEMA = HOME / "policy" / "calendar.schema.json"
SCHEMAS = (POLICY_SCHEMA, GLOSSARY_SCHEMA, CALENDAR_SCHEMA)
# Pages about the handbook itself, which every handbook has unless it has its own of that name.
PAGES = HOME / "docs"
# The calculator's Python for the browser, and the libraries that pages fetch.
RUNTIME = HOME / "build" / "runtime"
NPM = HOME / "node_modules"
# The packages of which the handbook is made, in the versions with which it was tried.
LOCK = HOME / "requirements.lock"
