"""Serves a built site from a folder on a free loopback port, below a sub-path, as a host would."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from threading import Thread

# A sub-path, so that an address that only works at a host's root is noticed.
PREFIX = "/handbook/"


@contextmanager
def serve(
    folder: Path, prefix: str = PREFIX, port: int = 0, asked: list[str] | None = None
) -> Iterator[str]:
    """The address of `folder` while the block runs, with a slash at its end.

    `asked` takes down every address that is asked for, below the prefix.
    """
    handler = partial(
        _Handler, directory=str(folder), prefix=prefix, asked=[] if asked is None else asked
    )
    server = _Server(("127.0.0.1", port), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.connections: set[socket] = set()

    def process_request(self, request: socket, client_address: object) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        # A connection that a browser keeps open would be answered for as long as it lasts.
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)

    def handle_error(self, *request: object) -> None:
        # A page that is left drops what it was fetching.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*request)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".css": "text/css",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".yaml": "text/plain; charset=utf-8",
    }

    def __init__(self, *args: object, directory: str, prefix: str, asked: list[str]) -> None:
        self.prefix = prefix
        self.asked = asked
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "outside-the-site")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_head(self) -> object:
        self.asked.append(self.path.removeprefix(self.prefix))
        if self.path == "/favicon.ico":
            # A browser asks this of a host for a page that names no icon, such as a bare text.
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
            return None
        # The handler's own redirects forget the sub-path.
        folder = Path(self.translate_path(self.path))
        if folder.is_dir() and not self.path.split("?")[0].endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", self.path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / f"{code}.html"
        if not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
