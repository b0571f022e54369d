"""What a built runtime holds: written beside its files, read by the page and by the next build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class HostedFile:
    """A file that the page fetches: its bytes, counted and hashed (SHA-256, hex)."""

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> HostedFile:
        """Measure the file at `path`."""
        data = path.read_bytes()
        return cls(len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True)
class Manifest:
    """The runtime as a whole.

    `engine` is the hash of the engine's sources, `inputs` that of everything the build depends
    on. `boots` names the files that the page fetches to start Python, for each way to start it;
    `files` has all files, those too that are fetched later: the library whole, if a part of it is
    missing, and the questions for practice.
    """

    pyodide: str
    python: str
    engine: str
    inputs: str
    boots: Mapping[str, tuple[str, ...]]
    files: Mapping[str, HostedFile]

    def write(self, folder: Path) -> None:
        """Write `manifest.json` into `folder`."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")

    def describes(self, folder: Path) -> bool:
        """Whether each file is there, byte for byte."""
        return all(
            (folder / name).is_file() and HostedFile.of(folder / name) == file
            for name, file in self.files.items()
        )


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in `folder`; None where there is none that this version understands."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {name: HostedFile(**file) for name, file in data.pop("files").items()}
        boots = {way: tuple(names) for way, names in data.pop("boots").items()}
        return Manifest(boots=boots, files=files, **data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def fingerprint(*sources: Path) -> str:
    """One SHA-256 over the names and bytes of these files and of the files in these folders.

    What Python and setuptools leave beside sources does not count.
    """
    digest = hashlib.sha256()
    for source in sources:
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            name = path.relative_to(source.parent)
            if path.is_file() and not _is_leftover(name):
                file = HostedFile.of(path)
                digest.update(f"{name.as_posix()} {file.size} {file.sha256}\n".encode())
    return digest.hexdigest()


def _is_leftover(name: Path) -> bool:
    return any(
        part in {"__pycache__", "build"} or part.endswith(".egg-info") for part in name.parts
    )
