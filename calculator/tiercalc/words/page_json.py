"""A document of answers as JSON for the page, which shows the things that sentences name.

`json.dumps` gives the document of the commands, where each sentence is its text.
"""

from __future__ import annotations

import json
from types import NoneType
from typing import Any

from tiercalc.words.names import Citation
from tiercalc.words.rich import Sentence

_PLAIN = (str, bool, NoneType)


def page_json(document: object) -> str:
    """The document with each sentence that names a thing as `{"runs": […]}`.

    A run is a string of plain words or `[kind, id, text]`. Clauses are the sentence that names
    them one after the other.
    """
    return json.dumps(_shown(document), ensure_ascii=False, separators=(",", ":"))


def _shown(node: Any) -> Any:
    # By the exact type: a document has thousands of nodes, and is made anew at each keystroke.
    kind = type(node)
    if kind is dict:
        return {key: each if type(each) in _PLAIN else _shown(each) for key, each in node.items()}
    if kind is Sentence:
        return _runs(node) if node.names_something else node
    if kind is Citation:
        return _runs(node.said)
    if kind in (list, tuple):
        return [each if type(each) in _PLAIN else _shown(each) for each in node]
    return node


def _runs(said: Sentence) -> dict[str, list[str | tuple[str, str, str]]]:
    return {"runs": [(kind, name, text) if kind else text for text, kind, name in said.runs]}
