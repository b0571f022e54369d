"""The files in `deploy/`, in the very servers that they are for, with a small site."""

from __future__ import annotations

import gzip
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import brotli  # type: ignore[import-untyped]
import pytest

from handbook.publish import compressed
from tests.paths import ROOT
from tests.web_servers import Server, apache, nginx, running

DEPLOY = ROOT / "deploy"
PAGE = "<!doctype html><p>茶馆的会员制度</p>\n" * 200
LOST = "<!doctype html><p>没有找到这一页</p>\n"
SCRIPT = "javascripts/bundle.0123abcd.min.js"
MODULES = "headers rewrite auth_basic authn_core authn_file authz_user"
# The password is “tea”.
STAFF = (
    "staff:$apr1$tierbook$"
    + subprocess.run(
        ["openssl", "passwd", "-apr1", "-salt", "tierbook", "tea"],
        capture_output=True,
        text=True,
        check=True,
    )
    .stdout.strip()
    .rpartition("$")[2]
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@pytest.fixture
def www() -> Iterator[Path]:
    """A small site with compressed copies, where a server that is not root may read it."""
    with TemporaryDirectory() as scratch:
        root = Path(scratch)
        root.chmod(0o755)
        for name, text in {
            "index.html": PAGE,
            "policy/tea/index.html": PAGE,
            "404.html": LOST,
            SCRIPT: "// 脚本\n" * 400,
            "policy/tea.yaml": "制度: 茶馆\n",
        }.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        compressed.add(root)
        (root / "staff").write_text(STAFF)
        yield root


def nginx_of(root: Path, *, closed: bool) -> Server:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8").replace("/srv/handbook", str(root))
    if closed:
        text = re.sub(r"#(auth_basic)", r"\1", text)
        text = text.replace("/etc/nginx/handbook.htpasswd", str(root / "staff"))
    return nginx(lambda port: text.replace(":8080", f":{port}"))


def apache_of(root: Path, *, closed: bool) -> Server:
    text = (DEPLOY / "apache.conf").read_text(encoding="utf-8").replace("/srv/handbook", str(root))
    if closed:
        text = re.sub(r"#(Auth\w+ |Require valid)", r"\1", text)
        text = text.replace("    Require all granted\n", "")
        text = text.replace("/etc/apache2/handbook.htpasswd", str(root / "staff"))
    modules = "".join(f"Include mods-available/{name}.load\n" for name in MODULES.split())
    return apache(lambda port: modules + text.replace(":8080", f":{port}"))


SERVERS = pytest.mark.parametrize("server", [nginx_of, apache_of])


def get(url: str, **headers: str) -> Answer:
    given = {name.replace("_", "-"): text for name, text in headers.items()}
    asked = Request(url, headers=given)  # noqa: S310 - a server of this test
    try:
        with urlopen(asked) as response:  # noqa: S310
            return Answer(response.status, response.headers, response.read())
    except HTTPError as error:
        return Answer(error.code, error.headers, error.read())


@SERVERS
def test_pages_are_asked_for_anew_and_stand_in_no_other_site(
    www: Path, tmp_path: Path, server: Callable[..., Server]
) -> None:
    with running(server(www, closed=False), tmp_path) as url:
        page = get(f"{url}/policy/tea/")
        script = get(f"{url}/{SCRIPT}", Accept_Encoding="gzip")
        source = get(f"{url}/policy/tea.yaml")
        lost = get(f"{url}/gone/")
    assert (page.status, page.body.decode()) == (200, PAGE)
    assert page.headers["Content-Type"].lower() == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "no-cache"
    assert page.headers["ETag"]
    assert page.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert page.headers["Referrer-Policy"] == "same-origin"
    for each in (page, script, source, lost):
        assert each.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in script.headers["Cache-Control"]
    assert "javascript" in script.headers["Content-Type"]
    assert source.headers["Content-Type"].lower() == "text/plain; charset=utf-8"
    assert (lost.status, lost.body.decode()) == (404, LOST)


@SERVERS
def test_copies_are_sent_to_those_who_can_unpack_them(
    www: Path, tmp_path: Path, server: Callable[..., Server]
) -> None:
    with running(server(www, closed=False), tmp_path) as url:
        zipped = get(f"{url}/policy/tea/", Accept_Encoding="gzip")
        script = get(f"{url}/{SCRIPT}", Accept_Encoding="gzip, br")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.headers["Content-Type"].lower() == "text/html; charset=utf-8"
    assert zipped.headers["Cache-Control"] == "no-cache"
    assert gzip.decompress(zipped.body).decode() == PAGE
    # Debian's nginx sends Brotli only with a module of its own.
    if server is apache_of:
        assert script.headers["Content-Encoding"] == "br"
        assert brotli.decompress(script.body) == (www / SCRIPT).read_bytes()
    assert "javascript" in script.headers["Content-Type"]


@SERVERS
def test_a_handbook_for_staff_asks_for_the_password(
    www: Path, tmp_path: Path, server: Callable[..., Server]
) -> None:
    with running(server(www, closed=True), tmp_path) as url:
        assert get(f"{url}/policy/tea/").status == 401
        assert get(f"{url}/policy/tea/", Authorization="Basic c3RhZmY6dGVh").status == 200
