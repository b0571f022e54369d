"""The files of a site that are no pages: those that policies give, less what nobody asks for."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from handbook.publish.site import Hosted

# The theme's search and its word cutters, since ours is another, and its maps for debugging.
_UNUSED = ("assets/javascripts/lunr/*", "assets/javascripts/workers/*", "*.map")


def add_hosted(files: Files, hosted: Iterable[Hosted], config: MkDocsConfig) -> None:
    """Add files to a site, from their content or from where they lie."""
    for one in hosted:
        if isinstance(one.content, Path):
            file = File.generated(config, one.uri, abs_src_path=str(one.content.resolve()))
        else:
            file = File.generated(config, one.uri, content=one.content)
        files.append(file)


def leave_out(files: Files) -> None:
    """Leave out what of the theme no page asks for."""
    for file in list(files):
        if any(fnmatch(file.src_uri, pattern) for pattern in _UNUSED):
            files.remove(file)
