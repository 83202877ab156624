"""A service that answers as MongoDB does, in a thread of this process: two documents, whatever is looked for.

The second one is fetched when the first has been read; a collection `slow` needs time for each.
"""

from __future__ import annotations

import socketserver
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import bson

from .serving import serving

PAUSE = 0.3
HEAD = struct.Struct("<iiii")
OLD_REPLY, OLD_QUERY, MESSAGE = 1, 2004, 2013
"""Kinds of messages: the first ones of a connection are of the old kind."""
OK = {"ok": 1.0}
HELLO = OK | {"ismaster": True, "helloOk": True, "minWireVersion": 0, "maxWireVersion": 21}
FIRST, SECOND = {"_id": 1, "name": "report", "total": 1, "n": 2}, {"_id": 2, "name": "report", "total": 2}
CURSOR = 7
CHANGED = OK | {"n": 1, "nModified": 1}


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        # Clients leave as they like.
        with suppress(ConnectionError):
            self._answer_all()

    def _answer_all(self) -> None:
        while head := self.rfile.read(HEAD.size):
            length, asked, _, kind = HEAD.unpack(head)
            body = self.rfile.read(length - HEAD.size)
            if kind == OLD_QUERY:
                self._send(asked, OLD_REPLY, struct.pack("<iqii", 0, 0, 0, 1) + bson.encode(HELLO))
            else:
                size = struct.unpack_from("<i", body, 5)[0]
                answer = _answer(bson.decode(body[5 : 5 + size]))
                self._send(asked, MESSAGE, struct.pack("<iB", 0, 0) + bson.encode(answer))

    def _send(self, asked: int, kind: int, body: bytes) -> None:
        self.wfile.write(HEAD.pack(HEAD.size + len(body), 0, asked, kind) + body)


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    command = next(iter(asked))
    name = asked["collection" if command == "getMore" else command]
    time.sleep(PAUSE if name == "slow" else 0)
    match command:
        case "hello" | "ismaster":
            return HELLO
        case "find" | "aggregate":
            number = 0 if asked.get("singleBatch") or command == "aggregate" else CURSOR
            return OK | {"cursor": {"firstBatch": [FIRST], "id": bson.Int64(number), "ns": f"shop.{name}"}}
        case "getMore":
            return OK | {"cursor": {"nextBatch": [SECOND], "id": bson.Int64(0), "ns": f"shop.{name}"}}
        case "insert" | "update":
            return CHANGED
    return OK


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def running_documents() -> Iterator[str]:
    """Run the service; gives its address."""
    with serving(_Server(("127.0.0.1", 0), _Handler)) as address:
        yield f"mongodb://{address}"
