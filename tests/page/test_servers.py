"""The calculator from real web servers as Debian installs them: their own types, nothing more."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Site
from tests.web_servers import Server, apache, nginx, python, running

PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def www(built_site: Site) -> Iterator[Path]:
    """The site below a folder with a Chinese name, where a server that is not root may read it."""
    with TemporaryDirectory() as scratch:
        root = Path(scratch)
        root.chmod(0o755)
        shutil.copytree(built_site.folder, root / "员工")
        yield root


def nginx_of(root: Path) -> Server:
    return nginx(lambda port: f"server {{ listen 127.0.0.1:{port}; root {root}; }}")


def apache_of(root: Path) -> Server:
    return apache(
        lambda port: (
            f"Listen 127.0.0.1:{port}\nDocumentRoot {root}\n"
            f"<Directory {root}>\nRequire all granted\n</Directory>"
        )
    )


@pytest.mark.parametrize("server", [nginx_of, apache_of, python])
def test_a_server_as_it_is_installed_gives_an_answer(
    page: Page, www: Path, tmp_path: Path, server: Callable[[Path], Server]
) -> None:
    with running(server(www), tmp_path) as url:
        page.goto(f"{url}/员工/policy/corner-shop/")
        page.locator('form[data-policy] [name="year_spend"]').fill("2000")
        tier = page.locator('[data-decision="tier"]')
        expect(tier).to_have_attribute("data-outcome", "vip", timeout=PATIENCE_MS)
        expect(page.locator("html")).to_have_attribute("data-boot", "snapshot")
