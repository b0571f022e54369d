"""What the site ships, by package: a bill of materials (CycloneDX 1.6, JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

# The name that says to tools what is in it.
BILL = "bom.cdx.json"
# npm packages that pages load code of, as folders below `node_modules`.
PACKAGES = ("ical.js", "pyodide", "ts-fsrs")
# The theme, whose styles and scripts every page loads, and the engine, which no index has.
_INSTALLED = {"mkdocs-material": "pypi", "tiercalc": "generic"}
# https://docs.python.org/3/license.html
_PYTHONS_LICENCE = "PSF-2.0"


def bill(npm: Path, manifest: Path) -> str:
    """The bill's text, the same whenever and wherever the same versions are published.

    `npm` is the folder of the npm packages, `manifest` what the calculator's Python is described
    by; what is not there is not shipped, and not listed.
    """
    shipped = [_installed(name, index) for name, index in _INSTALLED.items()]
    return _text((*shipped, *_from_npm(npm), *_python(manifest)))


def _text(components: Sequence[Component]) -> str:
    handbook = _installed("tierbook", "generic")
    # Drawn by lot otherwise; what is listed names the same list each time.
    listed = "\n".join(str(each.purl) for each in (handbook, *components))
    found = Bom(components=components, serial_number=uuid5(NAMESPACE_URL, listed))
    found.metadata.component = handbook
    found.register_dependency(handbook, components)
    data = json.loads(JsonV1Dot6(found).output_as_string())
    # The day of a build would be all that differs between two.
    del data["metadata"]["timestamp"]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@cache
def _installed(name: str, index: str) -> Component:
    about = metadata(name)
    return _component(index, name, about["Version"], about.get("License-Expression"))


def _from_npm(folder: Path) -> Iterator[Component]:
    for name in PACKAGES:
        description = folder / name / "package.json"
        if description.is_file():
            package: Mapping[str, str] = json.loads(description.read_text(encoding="utf-8"))
            yield _component("npm", name, package["version"], package.get("license"))


def _python(manifest: Path) -> Iterator[Component]:
    if manifest.is_file():
        version = json.loads(manifest.read_text(encoding="utf-8"))["python"]
        yield _component("generic", "python", version, _PYTHONS_LICENCE)


def _component(index: str, name: str, version: str, licence: str | None) -> Component:
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        purl=PackageURL(index, None, name, version),
        bom_ref=f"{name}@{version}",
        licenses=[LicenseFactory().make_from_string(licence)] if licence else (),
    )
