"""The calculator from real web servers as Debian installs them: their own types, nothing more."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Site

PATIENCE_MS = 60_000
PATH = "/usr/sbin:/usr/bin:/bin"
NEEDED = {
    "nginx": ("nginx", "/etc/nginx/mime.types"),
    "apache2": ("apache2", "/etc/apache2/mods-available/mime.load"),
    "http.server": (sys.executable, "/"),
}

# `default_type` is that of Debian's own nginx.conf.
NGINX = """\
daemon off; pid {folder}/pid; error_log {folder}/log;
events {{}}
http {{
  include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{port}; root {root}; index index.html; }}
}}
"""
APACHE = """\
ServerRoot /etc/apache2
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/log
User www-data
Group www-data
DefaultRuntimeDir {folder}
Include mods-available/mpm_event.load
Include mods-available/authz_core.load
Include mods-available/dir.load
Include mods-available/dir.conf
Include mods-available/mime.load
Include mods-available/mime.conf
DocumentRoot {root}
<Directory {root}>
  Require all granted
</Directory>
"""


@pytest.fixture(scope="module")
def www(built_site: Site) -> Iterator[Path]:
    """The site below a folder with a Chinese name, where a server that is not root may read it."""
    with TemporaryDirectory() as scratch:
        root = Path(scratch)
        root.chmod(0o755)
        shutil.copytree(built_site.folder, root / "员工")
        yield root


@pytest.mark.parametrize("name", NEEDED)
def test_a_server_as_it_is_installed_gives_an_answer(
    page: Page, www: Path, tmp_path: Path, name: str
) -> None:
    program, types = NEEDED[name]
    if not (shutil.which(program, path=PATH) and Path(types).exists()):
        pytest.skip(f"{name} is not installed: apt-get install nginx-light apache2")
    with running(name, tmp_path, www) as url:
        page.goto(f"{url}/员工/policy/corner-shop/")
        page.locator('form[data-policy] [name="year_spend"]').fill("2000")
        tier = page.locator('[data-decision="tier"]')
        expect(tier).to_have_attribute("data-outcome", "vip", timeout=PATIENCE_MS)
        expect(page.locator("html")).to_have_attribute("data-boot", "snapshot")


@contextmanager
def running(name: str, folder: Path, root: Path) -> Iterator[str]:
    """The address at which a server shows the folder `root` while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = COMMANDS[name](folder, root, port)
    errors = folder / "errors"
    with errors.open("w") as told:
        server = subprocess.Popen(command, env={**os.environ, "PATH": PATH}, stderr=told)
    try:
        give_up = time.monotonic() + PATIENCE_MS / 1000
        while not listening(port):
            assert ended(server) is None and time.monotonic() < give_up, errors.read_text()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ended(server: subprocess.Popen[bytes]) -> int | None:
    """How a server ended, if it does within a moment."""
    with suppress(subprocess.TimeoutExpired):
        return server.wait(timeout=0.05)
    return None


def nginx(folder: Path, root: Path, port: int) -> Sequence[str]:
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, root=root, port=port), encoding="utf-8")
    return ["nginx", "-e", f"{folder}/start.log", "-c", str(config)]


def apache(folder: Path, root: Path, port: int) -> Sequence[str]:
    config = folder / "apache2.conf"
    config.write_text(APACHE.format(folder=folder, root=root, port=port), encoding="utf-8")
    return ["apache2", "-f", str(config), "-D", "FOREGROUND"]


def python(_folder: Path, root: Path, port: int) -> Sequence[str]:
    return [
        *(sys.executable, "-m", "http.server", str(port)),
        *("--bind", "127.0.0.1", "--directory", str(root)),
    ]


COMMANDS: dict[str, Callable[[Path, Path, int], Sequence[str]]] = {
    "nginx": nginx,
    "apache2": apache,
    "http.server": python,
}
