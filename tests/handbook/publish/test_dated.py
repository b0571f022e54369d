"""HTML that carries what holds on later days beside what holds now."""

from __future__ import annotations

from datetime import date

from handbook.publish.dated import dated
from handbook.publish.links import Outline, outline

LATER, LATEST = date(2027, 1, 1), date(2027, 7, 1)


def later(day: str, html: str) -> str:
    return f'<template data-from="{day}" data-search-exclude>{html}</template>'


def test_what_is_the_same_on_every_day_stays_as_it_is() -> None:
    html = '<p class=a>一<br>二 &amp; <img src="x"/><!-- 三 --></p>'
    assert dated(html, [(LATER, html), (LATEST, html)]) == html
    assert dated(html, []) == html


def test_the_smallest_element_around_a_difference_carries_what_comes() -> None:
    now = "<h2>数字</h2><ul><li>一</li><li>满 <b>12 次</b></li></ul>"
    then = "<h2>数字</h2><ul><li>一</li><li>满 <b>20 次</b></li></ul>"
    assert dated(now, [(LATER, then)]) == (
        "<h2>数字</h2><ul><li>一</li><li>满 "
        f"<b data-dated>12 次{later('2027-01-01', '20 次')}</b></li></ul>"
    )


def test_each_day_carries_only_what_differs_from_the_day_before() -> None:
    a, b = "<p>一</p><p>甲</p>", "<p>二</p><p>甲</p>"
    c = "<p>二</p><p>乙</p>"
    assert dated(a, [(LATER, b), (LATEST, c)]) == (
        f"<p data-dated>一{later('2027-01-01', '二')}</p>"
        f"<p data-dated>甲{later('2027-07-01', '乙')}</p>"
    )


def test_what_goes_back_to_what_it_was_is_carried_too() -> None:
    a, b = "<p>一</p>", "<p>二</p>"
    carried = later("2027-01-01", "二") + later("2027-07-01", "一")
    assert dated(a, [(LATER, b), (LATEST, a)]) == f"<p data-dated>一{carried}</p>"


def test_rows_that_come_and_go_are_carried_by_what_holds_them() -> None:
    now, then = "<ul><li>一</li></ul>", "<ul><li>一</li><li>二</li></ul>"
    assert dated(now, [(LATER, then)]) == (
        f"<ul data-dated><li>一</li>{later('2027-01-01', '<li>一</li><li>二</li>')}</ul>"
    )


def test_a_picture_is_carried_as_a_whole() -> None:
    now = "<figure><svg><text>12</text></svg></figure>"
    then = "<figure><svg><text>20</text></svg></figure>"
    assert dated(now, [(LATER, then)]) == (
        "<figure data-dated><svg><text>12</text></svg>"
        f"{later('2027-01-01', '<svg><text>20</text></svg>')}</figure>"
    )


def test_an_attribute_that_changes_is_carried_by_the_element_around() -> None:
    now, then = "<p><i title=a>x</i></p>", "<p><i title=b>x</i></p>"
    assert dated(now, [(LATER, then)]) == (
        f"<p data-dated><i title=a>x</i>{later('2027-01-01', '<i title=b>x</i>')}</p>"
    )


def test_a_page_that_becomes_another_is_carried_whole() -> None:
    assert dated("<p>一</p>", [(LATER, "<ol></ol>")]) == (
        f"<div data-dated><p>一</p>{later('2027-01-01', '<ol></ol>')}</div>"
    )


def test_ids_that_wait_are_no_second_ids() -> None:
    html = f"<p id=a data-dated>一{later('2027-01-01', '<b id=a>二</b>')}</p>"
    found: Outline = outline(html)
    assert found.ids == ("a",)
