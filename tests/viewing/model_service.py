"""A service that answers as Anthropic, OpenAI and Elasticsearch do, in a thread of this process.

There is no model `none`, and no index `none`; the model `slow` needs time for each piece of an answer.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .serving import serving

PAUSE = 0.3
"""Seconds that the slow model needs."""
USAGE = {"input_tokens": 1, "output_tokens": 2}
MESSAGE = {"id": "1", "type": "message", "role": "assistant", "model": "m", "usage": USAGE}
EVENTS = (
    {"type": "message_start", "message": {**MESSAGE, "content": []}},
    {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "HEL"}},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "LO"}},
    {"type": "content_block_stop", "index": 0},
    {"type": "message_stop"},
)
TEXT = {"content": [{"type": "text", "text": "HELLO"}]}
NO_MODEL = {"type": "error", "error": {"type": "not_found_error", "message": "model: none"}}
COMPLETION = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
WHOLE = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "HELLO"}}
MODELS = {"object": "list", "data": [{"id": name, "object": "model", "created": 1, "owned_by": "x"} for name in "mn"]}
HITS = {"hits": {"total": {"value": 1}, "hits": [{"_id": "1", "_source": {"name": "report"}}]}}
NO_INDEX = {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        # Clients leave as they like.
        with suppress(ConnectionError):
            super().handle()

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        kind = self.path.strip("/").split("/")[0]
        getattr(self, f"give_{kind}")(asked)

    do_GET = do_PUT = do_POST  # noqa: N815

    def give_v1(self, asked: dict[str, Any]) -> None:
        """Answer as Anthropic."""
        if asked.get("model") == "none":
            self._send(NO_MODEL, status=404)
        elif asked.get("stream"):
            self._stream([f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in EVENTS], asked)
        else:
            self._send({**MESSAGE, **TEXT})

    def give_chat(self, asked: dict[str, Any]) -> None:
        """Answer as OpenAI."""
        if asked.get("stream"):
            pieces = [{"index": 0, "delta": {"content": text}, "text": text} for text in ("HEL", "LO")]
            self._stream([f"data: {json.dumps({**COMPLETION, 'choices': [one]})}\n\n" for one in pieces], asked)
        else:
            self._send({**COMPLETION, "choices": [WHOLE]})

    give_completions = give_chat

    def give_models(self, _: object) -> None:
        self._send(MODELS)

    def give_orders(self, _: object) -> None:
        """Answer as Elasticsearch."""
        self._send(HITS)

    def give_none(self, _: object) -> None:
        self._send(NO_INDEX, status=404)

    def _send(self, answer: object, status: int = 200) -> None:
        text = json.dumps(answer).encode()
        self._head(status, "application/json", len(text))
        self.wfile.write(text)

    def _stream(self, pieces: list[str], asked: dict[str, Any]) -> None:
        self._head(200, "text/event-stream", sum(map(len, pieces)))
        for piece in pieces:
            self.wfile.write(piece.encode())
            time.sleep(PAUSE if asked["model"] == "slow" else 0)

    def _head(self, status: int, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running_models() -> Iterator[str]:
    """Run the service; gives its address."""
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), _Handler)) as address:
        yield f"http://{address}"
