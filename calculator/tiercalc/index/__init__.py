"""Who names whom in a policy, and what it says: asked where policies are checked and shown."""

from tiercalc.index.kinds import Home, Path, Reference
from tiercalc.index.places import FilePlace, place
from tiercalc.index.references import Index, Saying, declared, index_of

__all__ = [
    "FilePlace",
    "Home",
    "Index",
    "Path",
    "Reference",
    "Saying",
    "declared",
    "index_of",
    "place",
]
