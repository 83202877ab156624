"""Wraps the project's ASGI application and serves what it has seen of each WebSocket under `/__stats__`.

Runs inside the server's process, with the project's folder and this one on `sys.path`.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from contextvars import ContextVar
from typing import Any

from config.asgi import application as project  # type: ignore[import-not-found]

STATS_PATH = "/__stats__"

connections: defaultdict[str, dict[str, int]] = defaultdict(
    lambda: {"alive": 0, "cancelled": 0, "failed": 0, "late_messages": 0, "tasks": 0}
)
# A task inherits the context of the code that starts it, and with it the connection.
connection: ContextVar[dict[str, int] | None] = ContextVar("connection", default=None)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Run the project's application, counting if it serves a WebSocket."""
    asyncio.get_running_loop().set_task_factory(counted_task)
    if scope["type"] == "websocket":
        await observe(scope, receive, send)
    elif scope["type"] == "http" and scope["path"] == STATS_PATH:
        await send_stats(send)
    else:
        await project(scope, receive, send)


async def observe(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Count what the application receives after the disconnect and the tasks it left behind, and how it ended."""
    seen = connections[f"{scope['path']}?{scope['query_string'].decode()}"]
    connection.set(seen)
    disconnected = False

    async def receive_counting() -> Any:
        nonlocal disconnected
        message = await receive()
        seen["late_messages"] += disconnected
        disconnected = disconnected or message["type"] == "websocket.disconnect"
        return message

    seen["alive"] += 1
    try:
        await project(scope, receive_counting, send)
    except asyncio.CancelledError:
        seen["cancelled"] += 1
        raise
    except Exception:
        seen["failed"] += 1
        raise
    finally:
        seen["alive"] -= 1


def counted_task(loop: asyncio.AbstractEventLoop, coroutine: Any, **settings: Any) -> asyncio.Task[Any]:
    """Start a task as the loop does by itself; it counts for its connection until it is done."""
    task = asyncio.Task(coroutine, loop=loop, **settings)
    if (seen := connection.get()) is not None:
        seen["tasks"] += 1
        task.add_done_callback(lambda _: count_down(seen))
    return task


def count_down(seen: dict[str, int]) -> None:
    """Take a task that is done out of the count."""
    seen["tasks"] -= 1


async def send_stats(send: Any) -> None:
    """Answer with the counters as JSON."""
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(connections).encode()})
