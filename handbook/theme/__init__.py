"""The site's frame: Material, with what this handbook sets and leaves out."""

import os

# Said of MkDocs 2 by Material as it is loaded, which comes after this; both are pinned.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
