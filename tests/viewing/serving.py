"""Servers of the tests, in threads of this process, and what programs make of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import TCPServer
from textwrap import dedent
from threading import Thread


@contextmanager
def serving(server: TCPServer) -> Iterator[str]:
    """Serve until the block has come to its end; gives its host and port."""
    with server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def outcome(text: str, address: str) -> object:
    """What `main()` of a program gives that is told an address; its names are those of a fresh module."""
    module: dict[str, object] = {"__name__": "fetching"}
    exec(compile(dedent(text), "fetching", "exec", dont_inherit=True), module)
    main = module["main"]
    return asyncio.run(main(address))  # type: ignore[operator]
