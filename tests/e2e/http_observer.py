"""Wraps the project's ASGI application and serves what became of each request under `/__requests__`.

Runs inside the server's process, with the project's folder and this one on `sys.path`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from contextvars import ContextVar
from typing import Any

from config.asgi import application as project  # type: ignore[import-not-found]
from django.core.signals import got_request_exception

STATS_PATH = "/__requests__"

requests: list[dict[str, Any]] = []
# Threads that work for a request have it too.
request: ContextVar[dict[str, Any]] = ContextVar("request")


def note_error(**_: object) -> None:
    """Note what a view raised."""
    kind, error, _ = sys.exc_info()
    request.get()["error"] = f"{kind.__module__}.{kind.__qualname__}: {error}" if kind else None


got_request_exception.connect(note_error)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Run the project's application, watching each request."""
    if scope["type"] == "http" and scope["path"] == STATS_PATH:
        await send_stats(send)
    elif scope["type"] == "http":
        await watch(scope, receive, send)
    else:
        await project(scope, receive, send)


async def watch(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Note when a request's application ends, by the clock that all processes share, and whether it was answered."""
    query = scope["query_string"].decode()
    seen = {
        "path": f"{scope['path']}?{query}" if query else scope["path"],
        "ended": None,
        "answered": False,
        "error": None,
    }
    requests.append(seen)
    request.set(seen)

    async def send_noting(message: Any) -> None:
        await send(message)
        seen["answered"] = message["type"] == "http.response.body" and not message.get("more_body")

    try:
        await project(scope, receive, send_noting)
    except asyncio.CancelledError:
        seen["cancelled"] = True
        raise
    finally:
        seen["ended"] = time.monotonic()


async def send_stats(send: Any) -> None:
    """Answer with what was seen, as JSON."""
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(requests).encode()})
