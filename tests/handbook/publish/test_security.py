"""The content security policy that a page is given."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from handbook.publish.security import StrangeScriptError, inline_scripts, protect
from tests.conftest import Site

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<script type="application/json">{"a": 1}</script>
</head><body><script src="x.js"></script></body></html>"""
STRANGE = (
    "<script>one = 1</script>",
    '<script type="module">two = "<b>"</script>',
    "<SCRIPT\n>three()</SCRIPT >",
    '<script type="text/javascript" nonce="x">four()</script>',
    '<script>__md_scope=new URL("..",location);five()</script>',
    '<script>__md_scope=new URL("",alert(1)+"",location)</script>',
)


def hashed(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_the_policy_stands_before_everything_that_it_governs() -> None:
    head = protect(PAGE).partition("<head>")[2].lstrip()
    assert head.startswith('<meta http-equiv="Content-Security-Policy"')


@pytest.mark.parametrize("script", STRANGE)
@pytest.mark.parametrize("live", [False, True])
def test_a_script_that_is_not_the_themes_is_refused(script: str, live: bool) -> None:
    with pytest.raises(StrangeScriptError, match="不是主题自带的脚本"):
        protect(PAGE.replace("</body>", f"{script}</body>"), live=live)


def test_a_page_is_given_the_hashes_of_its_own_scripts_and_no_other(built_site: Site) -> None:
    for path in ("index.html", "404.html", "policy/corner-shop/index.html"):
        html = (built_site.folder / path).read_text(encoding="utf-8")
        scripts = inline_scripts(html)
        assert len(scripts) == html.count("'sha256-") == 2
        assert all(hashed(script) in html for script in scripts)
        assert "'unsafe-inline'" not in html
        assert "'unsafe-eval'" not in html


def test_a_served_page_allows_the_script_that_reloads_it() -> None:
    html = protect(PAGE, live=True)
    assert "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline';" in html
    assert "sha256" not in html


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(ValueError, match="<head>"):
        protect("<p>no page")
