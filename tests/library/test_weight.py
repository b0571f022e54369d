"""The weight of the pages: a reader on a slow line gets each of them in moments."""

from __future__ import annotations

import pytest

from handbook.publish.trimming import trim
from tests.conftest import Site
from tests.real import POLICIES

# Bytes before compression, navigation included.
MOST = 60_000


def test_every_page_is_light(library_site: Site) -> None:
    sizes = {
        path.parent.relative_to(library_site.folder).as_posix(): path.stat().st_size
        for path in library_site.folder.rglob("index.html")
    }
    of_policies = {"policy"} if POLICIES else set()
    assert {path.split("/")[0] for path in sizes} >= {"penalties", "services"} | of_policies
    assert {page: size for page, size in sizes.items() if size >= MOST} == {}


@pytest.mark.parametrize(
    ("html", "trimmed"),
    [
        ("<p>一\n\n   二</p>  \n <p>三 四</p>", "<p>一 二<p>三 四"),
        ("<p>一 <b>二</b> 三</p>", "<p>一 <b>二</b> 三"),
        ('<ul>\n <li id="一">一</li>\n <li>二</li>\n</ul>', "<ul><li id=一>一<li>二</ul>"),
        ("<pre>\n  一\n\n  二</pre>", "<pre>\n  一\n\n  二</pre>"),
        ("<textarea>\n\n一</textarea>", "<textarea>\n\n一</textarea>"),
        ("<script>a\n\n  b('\\u4e00')</script>", "<script>a\n\n  b('\\u4e00')</script>"),
        (
            '<script type="application/json">{"a": "\\u4e00\\u003c\\n"}</script>',
            '<script type=application/json>{"a": "一\\u003c\\n"}</script>',
        ),
        ('<a href="?%E4%B8%80&amp;%26" title="%E4%B8%80">', "<a href=?一&%26 title=%E4%B8%80>"),
        ('<a href="?%D2%BB%E3%80%80">', "<a href=?%D2%BB%E3%80%80>"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', "<svg><g/></svg>"),
        ('<input type="radio" name="a" value="">', "<input name=a type=radio value>"),
        (
            '<select><option value="一">一</option><option value="二">一</option></select>',
            "<select><option>一<option value=二>一</select>",
        ),
        ('<input type="text" data-search-exclude>', "<input type=text>"),
    ],
)
def test_what_is_left_out_of_a_page_nobody_sees(html: str, trimmed: str) -> None:
    assert trim(html) == trimmed
