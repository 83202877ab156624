"""A browser as small as can be: keeps cookies, follows nothing, and can leave while it waits."""

from __future__ import annotations

import http.client
import json
import socket
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from viewing.state import plain

PATIENCE = 20.0
FORM = "application/x-www-form-urlencoded"
# What servers add of their own.
UNTOLD = frozenset({"date", "server", "transfer-encoding", "content-length", "connection", "keep-alive"})


@dataclass(frozen=True)
class Ask:
    """A request: what is sent is a dict, as a form, or a text, as JSON."""

    path: str
    method: str = "GET"
    content: dict[str, str] | str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: str


class Browser:
    """A visitor of one server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, ask: Ask) -> Reply:
        """Make a request and read the whole answer."""
        connection = self._sent(ask)
        try:
            response = connection.getresponse()
            body = response.read().decode("utf-8", "backslashreplace")
        finally:
            connection.close()
        headers = [(name.lower(), value) for name, value in response.getheaders()]
        for name, value in headers:
            if name == "set-cookie":
                self.cookies |= {key: one.value for key, one in SimpleCookie(value).items()}
        told = sorted((name, plain(value)) for name, value in headers if name not in UNTOLD)
        return Reply(response.status, told, plain(body))

    def begin(self, ask: Ask) -> socket.socket:
        """Make a request and wait for nothing."""
        return self._sent(ask).sock

    def sign_in(self, name: str, password: str) -> None:
        """Log in through the form."""
        self.ask(Ask("/login/"))
        reply = self.ask(Ask("/login/", "POST", {"username": name, "password": password}))
        assert reply.status == 302, reply

    def _sent(self, ask: Ask) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "X-CSRFToken": self.cookies.get("csrftoken", ""), **ask.headers}
        body = None
        if ask.content is not None:
            is_form = not isinstance(ask.content, str)
            headers["Content-Type"] = FORM if is_form else "application/json"
            body = urlencode(ask.content) if is_form else ask.content
        connection.request(ask.method, ask.path, body, headers)
        return connection


def leave(client: socket.socket) -> float:
    """Cut a connection; when that was."""
    client.shutdown(socket.SHUT_RDWR)
    client.close()
    return time.monotonic()


def stats(port: int) -> list[dict[str, object]]:
    """What the observer saw of each request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/__requests__")
        found: list[dict[str, object]] = json.load(connection.getresponse())
    finally:
        connection.close()
    return found
