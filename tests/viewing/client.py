"""A client of a Django application that talks ASGI to it in this process."""

from __future__ import annotations

import asyncio
import sys
import time
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.asgi import ASGIHandler
from django.core.signals import got_request_exception

from .errors import comparable, describe
from .state import plain

TOKEN = "t" * 32
BACKEND = "django.contrib.auth.backends.ModelBackend"
FORM = "application/x-www-form-urlencoded"


class Client:
    """A client with its cookies, and the application that it visits."""

    def __init__(self) -> None:
        self.application = ASGIHandler()
        self.cookies = {"csrftoken": TOKEN}
        self._errors: list[str] = []
        got_request_exception.connect(self._note_error, weak=False)

    def sign_in(self, name: str) -> None:
        """Be this user from now on; make the user if there is none."""
        users = get_user_model()
        user = users.objects.filter(username=name).first() or users.objects.create_user(name)
        session = SessionStore()
        session.update(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: BACKEND,
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }
        )
        session.save()
        self.cookies["sessionid"] = str(session.session_key)

    def begin(self, request: Any) -> Exchange:
        """Send a request: a path, or a method, a path, and what is sent: a dict as a form, a text as JSON."""
        method, path, content, headers = (*(("GET", request) if isinstance(request, str) else request), None, None)[:4]
        self._errors.clear()
        return Exchange(self, _scope(method, path, content, headers or {}, self.cookies), _body(content))

    def _note_error(self, **_: object) -> None:
        if error := sys.exc_info()[1]:
            self._errors.append(comparable(describe(error)))

    def error(self) -> str | None:
        """The error of the last request."""
        return "; ".join(self._errors) or None


class Exchange:
    """One request while it is answered."""

    def __init__(self, client: Client, scope: dict[str, Any], body: bytes) -> None:
        self.began = time.monotonic()
        self.sent: list[dict[str, Any]] = []
        self._client = client
        self._incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._incoming.put_nowait({"type": "http.request", "body": body, "more_body": False})
        self.task = asyncio.create_task(client.application(scope, self._incoming.get, self._send))

    async def _send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    def leave(self) -> None:
        """Close the connection."""
        self._incoming.put_nowait({"type": "http.disconnect"})

    def status(self) -> int | None:
        """The status of the answer, if there is one."""
        return next((message["status"] for message in self.sent if "status" in message), None)

    def headers(self) -> list[tuple[str, str]]:
        """The headers of the answer; its cookies are kept."""
        found = [
            (name.decode().lower(), value.decode("latin-1"))
            for message in self.sent
            for name, value in message.get("headers", [])
        ]
        for name, value in found:
            if name == "set-cookie":
                self._client.cookies.update({key: one.value for key, one in SimpleCookie(value).items()})
        return sorted((name, plain(value)) for name, value in found if name != "date")

    def body(self) -> str:
        """The whole body, as text."""
        content = b"".join(message.get("body", b"") for message in self.sent)
        return plain(content.decode("utf-8", "backslashreplace"))

    def error(self) -> str | None:
        """What the view raised, or else the application."""
        outer = None if self.task.cancelled() else self.task.exception()
        own = comparable(describe(outer)) if outer else "cancelled" if self.task.cancelled() else None
        return self._client.error() or own


def _body(content: Any) -> bytes:
    if content is None:
        return b""
    return (urlencode(content, doseq=True) if isinstance(content, dict) else content).encode()


def _scope(method: str, path: str, content: Any, headers: dict[str, str], cookies: dict[str, str]) -> dict[str, Any]:
    url = urlsplit(path)
    sent = {
        "host": "testserver",
        "cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "x-csrftoken": cookies["csrftoken"],
        "content-type": FORM if isinstance(content, dict) else "application/json",
        "content-length": str(len(_body(content))),
        **{name.lower(): value for name, value in headers.items()},
    }
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": url.path,
        "raw_path": url.path.encode(),
        "query_string": url.query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("testserver", 80),
    }
