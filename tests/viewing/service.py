"""An HTTP service that is slow or fails when it is asked to, in a thread of this process.

    /slow/0.5      answers after that many seconds, with JSON
    /status/404    answers with that status
    /redirect      sends the client on to /json
    /json          a small document; /text, /latin: plain text, without and in an old encoding
    /echo          what was asked, as JSON
    /login/ann     sets the cookie `user`, and says so as JSON
    /chat/completions   answers as a model does, after half a second
    /drip/3/0.2    three lines, with that many seconds before each
    /hang          never answers
    /cut           closes the connection without an answer

Any method does; the query plays no part.
"""

from __future__ import annotations

import json
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from .slow_calls import SlowCalls

HANGING = 60.0
_TAKEN: list[socket.socket] = []
"""Sockets that hold an address without listening."""
TELLING = ("content-type", "authorization", "cookie", "accept-language")


class Service:
    """The service while it runs: where it is, and what it was asked."""

    def __init__(self, server: ThreadingHTTPServer, calls: SlowCalls) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.calls = calls
        self.asked: list[dict[str, Any]] = []
        self._server = server

    def close(self) -> None:
        """Listen no more: from now on connections are refused."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def answer(self) -> None:
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name: self.headers[name] for name in TELLING if name in self.headers}
        asked = {"method": self.command, "path": self.path, "headers": headers, "body": _meaning(body)}
        self.service.asked.append(asked)
        kind, *arguments = url.path.strip("/").split("/")
        with suppress(ConnectionError):
            getattr(self, f"give_{kind}", self.give_nothing)(asked, *arguments)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = answer  # noqa: N815

    def give_slow(self, _: object, seconds: str) -> None:
        if self._stays(float(seconds)):
            self._send(json.dumps({"seconds": float(seconds)}))

    def give_hang(self, _: object) -> None:
        self._stays(HANGING)
        self.close_connection = True

    def give_cut(self, _: object) -> None:
        self.close_connection = True

    def give_status(self, _: object, status: str) -> None:
        self._send(json.dumps({"status": int(status)}), status=int(status))

    def give_redirect(self, _: object) -> None:
        self._send("", status=302, location="/json")

    def give_json(self, _: object) -> None:
        self._send(json.dumps({"name": "report", "total": 3}))

    def give_text(self, _: object) -> None:
        self._send("Grüße", "text/plain; charset=utf-8")

    def give_latin(self, _: object) -> None:
        self._send("Grüße", "text/plain", encoding="latin-1")

    def give_echo(self, asked: object) -> None:
        self._send(json.dumps(asked))

    def give_login(self, _: object, user: str) -> None:
        self._send(json.dumps({"user": user}), cookie=f"user={user}; Path=/")

    def give_chat(self, asked: dict[str, Any], _: str) -> None:
        if self._stays(0.5):
            text = " ".join(one["content"].upper() for one in asked["body"]["messages"])
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
            self._send(
                json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]})
            )

    def give_drip(self, _: object, count: str, seconds: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number in range(int(count)):
            if not self._stays(float(seconds)):
                return
            line = f"line {number}\n".encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
        self.wfile.write(b"0\r\n\r\n")

    def give_nothing(self, _: object, *__: str) -> None:
        self._send("", status=404)

    def _stays(self, seconds: float) -> bool:
        """Wait; whether the client is still there then."""
        call = self.service.calls.begin(f"{self.command} {urlsplit(self.path).path}")
        readable, _, _ = select.select([self.connection], [], [], seconds)
        with suppress(ConnectionError):
            if not readable or self.connection.recv(1, socket.MSG_PEEK):
                self.service.calls.end(call)
                return True
        self.close_connection = True
        return False

    def _send(
        self,
        text: str,
        kind: str = "application/json",
        status: int = 200,
        location: str | None = None,
        encoding: str = "utf-8",
        cookie: str | None = None,
    ) -> None:
        body = text.encode(encoding)
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


@contextmanager
def running_service(calls: SlowCalls | None = None) -> Iterator[Service]:
    """Run the service; what is slow in it is noted in `calls`."""
    handler = type("Handler", (_Handler,), {})
    with _Server(("127.0.0.1", 0), handler) as server:
        service = handler.service = Service(server, calls or SlowCalls())
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield service
        finally:
            service.close()


def refusing_url() -> str:
    """An address at which nobody listens, nor will as long as this process lives: others run at the same time."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    _TAKEN.append(taken)
    return f"http://127.0.0.1:{taken.getsockname()[1]}"


def _meaning(body: bytes) -> Any:
    """A body as it is understood: JSON may be written in more than one way."""
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")
