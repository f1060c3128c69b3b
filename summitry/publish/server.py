"""A small server for the pages, for this machine only."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_HOST = "127.0.0.1"
#: Article text is hostile: even if it got past the escaping, it could neither run nor load anything. dbt's own page needs its scripts.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_POLICY_LINEAGE = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; frame-ancestors 'none'"


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        is_lineage = self.path.split("?")[0].split("#")[0] == "/lineage.html"
        self.send_header("Content-Security-Policy", _POLICY_LINEAGE if is_lineage else _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> Any:
        """Answer only requests addressed to this machine, so that no web page can read the pages by a name of its own."""
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in {_HOST, "localhost"}:
            self.send_error(HTTPStatus.FORBIDDEN)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        return None


def site_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server for the pages in `folder` on 127.0.0.1, not yet serving; port 0 takes a free one.

    Raises OSError when the port is taken.
    """
    return ThreadingHTTPServer((_HOST, port), partial(_Handler, directory=str(folder)))


def serve_site(folder: Path, port: int) -> None:
    """Serve the pages in `folder` on 127.0.0.1 until interrupted."""
    with site_server(folder, port) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
