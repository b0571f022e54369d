"""What a handbook apart from this code takes over from it: schemas, and the pages about itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from handbook import home


def bring_schemas(root: Path) -> None:
    """Let the editors of an installed handbook explain what this version of it reads."""
    for schema in home.SCHEMAS:
        known = root / schema.relative_to(home.HOME)
        if known.is_file() and known.read_bytes() != schema.read_bytes():
            shutil.copyfile(schema, known)


def add_pages_about(files: Files, config: MkDocsConfig) -> None:
    """Add the pages about the handbook, and their pictures, that it has not of its own."""
    if Path(config.docs_dir) == home.PAGES:
        return
    for path in sorted([*home.PAGES.glob("*.md"), *home.PAGES.glob("images/*")]):
        uri = path.relative_to(home.PAGES).as_posix()
        if files.get_file_from_path(uri) is None:
            file = File(uri, str(home.PAGES), config.site_dir, config.use_directory_urls)
            file.edit_uri = None
            files.append(file)
