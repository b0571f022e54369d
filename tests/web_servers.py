"""Real web servers on a free loopback port, as Debian installs them."""

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

import pytest

PATIENCE_S = 60
PATH = "/usr/sbin:/usr/bin:/bin"
_NEEDED = {"nginx": "/etc/nginx/mime.types", "apache2": "/etc/apache2/mods-available/mime.load"}

# What stands around a server of nginx: the types, and `default_type` as in Debian's nginx.conf.
NGINX = """\
daemon off; pid {folder}/pid; error_log {folder}/log;
events {{}}
http {{
  include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  {server}
}}
"""
APACHE = """\
ServerRoot /etc/apache2
ServerName 127.0.0.1
PidFile {folder}/pid
ErrorLog {folder}/log
DefaultRuntimeDir {folder}
User www-data
Group www-data
Include mods-available/mpm_event.load
Include mods-available/authz_core.load
Include mods-available/dir.load
Include mods-available/dir.conf
Include mods-available/mime.load
Include mods-available/mime.conf
{server}
"""

# `server(folder, port)`: writes what a server needs into `folder`; the command that starts it.
Server = Callable[[Path, int], Sequence[str]]


def nginx(server: Callable[[int], str]) -> Server:
    """An nginx with the part of its configuration that `server` writes for a port."""

    def command(folder: Path, port: int) -> Sequence[str]:
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, server=server(port)), encoding="utf-8")
        return ["nginx", "-e", f"{folder}/start.log", "-c", str(config)]

    return command


def apache(server: Callable[[int], str]) -> Server:
    """An Apache with the part of its configuration that `server` writes for a port."""

    def command(folder: Path, port: int) -> Sequence[str]:
        config = folder / "apache2.conf"
        config.write_text(APACHE.format(folder=folder, server=server(port)), encoding="utf-8")
        return ["apache2", "-f", str(config), "-D", "FOREGROUND"]

    return command


def python(root: Path) -> Server:
    """`python -m http.server`."""
    return lambda _, port: [
        *(sys.executable, "-m", "http.server", str(port)),
        *("--bind", "127.0.0.1", "--directory", str(root)),
    ]


@contextmanager
def running(server: Server, folder: Path) -> Iterator[str]:
    """The address of a server while the block runs; skips the test where it is not installed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = server(folder, port)
    needed = _NEEDED.get(command[0], "/")
    if not (shutil.which(command[0], path=PATH) and Path(needed).exists()):
        pytest.skip(f"{command[0]} is not installed: apt-get install nginx-light apache2")
    errors = folder / "errors"
    with errors.open("w") as told:
        process = subprocess.Popen(command, env={**os.environ, "PATH": PATH}, stderr=told)
    try:
        give_up = time.monotonic() + PATIENCE_S
        while not _listening(port):
            assert _ended(process) is None and time.monotonic() < give_up, errors.read_text()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    """How a server ended, if it does within a moment."""
    with suppress(subprocess.TimeoutExpired):
        return process.wait(timeout=0.05)
    return None
