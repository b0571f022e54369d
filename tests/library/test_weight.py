"""The weight of the pages: a reader on a slow line gets each of them in moments."""

from __future__ import annotations

import pytest

from handbook.publish.trimming import trim
from tests.conftest import Site

# Characters before compression, navigation included: a Chinese one is three bytes on the way, of
# which compression leaves hardly more than of a letter.
MOST = 53_000


def test_every_page_is_light(library_site: Site) -> None:
    sizes = {
        path.parent.relative_to(library_site.folder).as_posix(): len(path.read_text("utf-8"))
        for path in library_site.folder.rglob("index.html")
    }
    assert {path.split("/")[0] for path in sizes} >= {"policy", "role", "penalties", "services"}
    assert {page: size for page, size in sizes.items() if size >= MOST} == {}


@pytest.mark.parametrize(
    ("html", "trimmed"),
    [
        ("<p>一\n\n   二</p>  \n <p>三 四</p>", "<p>一\n二</p>\n<p>三 四</p>"),
        ("<ul>\n <li>一</li>\n <li>二</li>\n</ul>", "<ul><li>一</li><li>二</li>\n</ul>"),
        ("<pre>\n  一\n\n  二</pre>\n\n", "<pre>\n  一\n\n  二</pre>\n"),
        ("<textarea>\n\n一</textarea>\n  <b>", "<textarea>\n\n一</textarea>\n<b>"),
        ("<script>a\n\n  b('\\u4e00')</script>", "<script>a\n\n  b('\\u4e00')</script>"),
        (
            '<script type="application/json">{"a": "\\u4e00\\u003c\\n"}</script>',
            '<script type="application/json">{"a": "一\\u003c\\n"}</script>',
        ),
    ],
)
def test_what_is_left_out_of_a_page_nobody_sees(html: str, trimmed: str) -> None:
    assert trim(html) == trimmed
