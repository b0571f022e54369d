"""The settings of MkDocs that every handbook has, whatever its mkdocs.yml says."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from handbook.publish import links
from handbook.publish.site import ASSETS

SEARCH = "material/search"
OFFLINE = f"{ASSETS}/site/offline.js"
_STYLES = f"{ASSETS}/tierbook.css"
_SCRIPTS: Sequence[Mapping[str, Any]] = (
    # At once, so that what holds on the reader's day is there before it is seen.
    {"path": f"{ASSETS}/site/dated.js"},
    # Before any module, so that it hears when one does not come.
    {"path": f"{ASSETS}/site/unstarted.js"},
    # First and at once, so that Python is under way before the rest of the page is.
    {"path": f"{ASSETS}/engine/engine.js", "type": "module", "async": True},
    {"path": f"{ASSETS}/calculator.js", "type": "module"},
    {"path": f"{ASSETS}/site/tables.js", "type": "module"},
    {"path": f"{ASSETS}/finding/box.js", "type": "module"},
    {"path": f"{ASSETS}/site/seen.js", "type": "module"},
    {"path": OFFLINE, "type": "module"},
)
MARKDOWN: Mapping[str, Mapping[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "tables": {"use_align_attribute": True},
    # No id is made from Chinese words; `links` finds the headings without one.
    "toc": {
        "title": "本页内容",
        "permalink": "#",
        "permalink_title": "链接到这里",
        "slugify": lambda *_: links.WITHOUT_ID,
    },
}
# The search is our own (handbook/assets/finding/). Of the theme's the index of the pages by hand is
# used; the rest is said so that nothing works it out.
_SEARCH = {"lang": ["zh"], "separator": r"[\s]+", "pipeline": []}
# The pages about the handbook itself, in the order in which they are read.
_WELCOME = "index.md"
# Those of them that explain the marks of what is open.
EXPLAINING = ("read.md", "calculator.md")
_HELP = (
    "使用说明",
    (
        "read.md",
        "calculator.md",
        "practise.md",
        "edit.md",
        "lists.md",
        "calendar.md",
        "own.md",
        "publish.md",
    ),
)


def apply(config: MkDocsConfig) -> None:
    """Set what every handbook has."""
    config.extra.setdefault("generator", False)
    config.extra_css.insert(0, _STYLES)
    config.extra_javascript = [*(_script(each) for each in _SCRIPTS), *config.extra_javascript]
    for name, options in MARKDOWN.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
    if SEARCH not in config.plugins:
        message = f"mkdocs.yml 的 plugins 里少了 {SEARCH}：写成 plugins: [{SEARCH}, tierbook]。"
        raise PluginError(message)
    config.plugins[SEARCH].config.update(_SEARCH)
    for group in (config.validation.nav, config.validation.links):
        for each in group:
            group[each] = logging.WARNING
    config.watch.append(str(Path(config.config_file_path).parent / "policy"))


def navigation(by_hand: Sequence[str]) -> list[Any]:
    """The order of the pages by hand, where a mkdocs.yml gives none: own ones come last."""
    title, known = _HELP
    own = [uri for uri in by_hand if uri not in (_WELCOME, *known)]
    return [{"首页": _WELCOME}, {title: [uri for uri in known if uri in by_hand]}, *own]


def _script(options: Mapping[str, Any]) -> ExtraScriptValue:
    script = ExtraScriptValue()
    script.load_dict(dict(options))
    script.validate()
    return script
