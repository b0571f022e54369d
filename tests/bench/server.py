"""A loopback host that compresses, lets browsers keep files, and counts the bytes it sends."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

ENCODINGS = ("br", "gzip", "identity")
_TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}
# Brotli is in Node, not in Python.
_BROTLI = """
const { constants: c, brotliCompressSync } = require("node:zlib");
const { readFileSync, writeFileSync } = require("node:fs");
const [from, to] = process.argv.slice(1);
const params = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24 };
writeFileSync(to, brotliCompressSync(readFileSync(from), { params }));
"""


@dataclass(frozen=True)
class Body:
    """A file as it is sent, and what tells it from another version of it."""

    data: bytes
    encoding: str
    tag: str


class Host:
    """What is below a folder, as a host sends it: from memory, so that it costs no browser time.

    What is compressed once is kept in `cache`.
    """

    def __init__(self, folder: Path, encoding: str, cache: Path) -> None:
        self.folder = folder
        self.encoding = encoding
        self.cache = cache
        self.url = ""
        self._sent = 0
        self._lock = Lock()
        self._bodies: dict[Path, Body] = {}

    def body(self, path: Path) -> Body:
        """A file as it was when it was first sent."""
        if path not in self._bodies:
            data, encoding = self._encoded(path)
            tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
            self._bodies[path] = Body(data, encoding, tag)
        return self._bodies[path]

    def _encoded(self, path: Path) -> tuple[bytes, str]:
        data = path.read_bytes()
        if self.encoding == "identity" or data[:2] == b"\x1f\x8b":
            return data, "identity"
        with self._lock:
            self.cache.mkdir(parents=True, exist_ok=True)
            kept = self.cache / f"{hashlib.sha256(data).hexdigest()}.{self.encoding}"
            if not kept.exists():
                if self.encoding == "gzip":
                    kept.write_bytes(gzip.compress(data, 9, mtime=0))
                else:
                    subprocess.run(["node", "-e", _BROTLI, path, kept], check=True)
            return kept.read_bytes(), self.encoding

    def note(self, size: int) -> None:
        """Count bytes that were sent."""
        with self._lock:
            self._sent += size

    def sent(self) -> int:
        """The bytes sent since this was last asked."""
        with self._lock:
            sent, self._sent = self._sent, 0
        return sent


@contextmanager
def hosted(folder: Path, encoding: str, cache: Path) -> Iterator[Host]:
    """A host for `folder` while the block runs."""
    host = Host(folder, encoding, cache)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"host": host}))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    host: Host

    def do_GET(self) -> None:
        path = self.host.folder / self.path.split("?")[0].lstrip("/")
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self._answer(HTTPStatus.NOT_FOUND, b"", {})
            return
        body = self.host.body(path)
        headers = {
            "Content-Type": _TYPES.get(path.suffix, "application/octet-stream"),
            "Cache-Control": "max-age=600",
            "ETag": body.tag,
        }
        if body.encoding != "identity":
            headers["Content-Encoding"] = body.encoding
        if self.headers.get("If-None-Match") == body.tag:
            self._answer(HTTPStatus.NOT_MODIFIED, b"", headers)
        else:
            self._answer(HTTPStatus.OK, body.data, headers)

    def _answer(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.host.note(len(body))

    def log_message(self, *_: object) -> None:
        pass
