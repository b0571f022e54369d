"""The Python that the calculator's page runs, made ready to be hosted beside the page.

`python -m handbook.runtime` fills `build/runtime/`: Pyodide's own files from the npm package; a
snapshot of Python's memory with the engine imported, from which the page starts; for browsers
where that does not succeed the engine as one byte-compiled wheel, a `pyodide-lock.json` that names
this wheel alone with its SHA-256, and the standard library, byte-compiled and trimmed; and
`manifest.json`, which says what all of it is and how many bytes there are to fetch.
"""

from handbook.runtime.build import build
from handbook.runtime.manifest import MANIFEST, HostedFile, Manifest
from handbook.runtime.tools import RuntimeBuildError

__all__ = ["MANIFEST", "HostedFile", "Manifest", "RuntimeBuildError", "build"]
