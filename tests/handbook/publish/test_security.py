"""The content security policy that a page is given."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from handbook.publish.security import protect

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<script>one = 1</script><script type="application/json">{"a": 1}</script>
</head><body><script src="x.js"></script><script type="module">two = "<b>"</script></body></html>"""


def hashed(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_the_policy_stands_before_everything_that_it_governs() -> None:
    head = protect(PAGE).partition("<head>")[2].lstrip()
    assert head.startswith('<meta http-equiv="Content-Security-Policy"')


def test_each_inline_script_is_allowed_by_its_hash_and_no_other() -> None:
    html = protect(PAGE)
    assert html.count("'sha256-") == 2
    assert hashed("one = 1") in html
    assert hashed('two = "<b>"') in html
    assert "'unsafe-inline'" not in html
    assert "'unsafe-eval'" not in html


def test_a_served_page_allows_the_script_that_reloads_it() -> None:
    html = protect(PAGE, live=True)
    assert "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline';" in html
    assert "sha256" not in html


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(ValueError, match="<head>"):
        protect("<p>no page")
