"""By which words a file is known that may have to do with the end of a consumer.

These are needed in every run; what looks into such files is imported only when there is one.
"""

from __future__ import annotations

from codemods.consumers import ENDING_HANDLERS

HOOKS = ("dispatch", *sum(ENDING_HANDLERS.values(), ()))
"""The methods that StopConsumer leaves on its way out."""

TRIGGERS = (
    (b"async def ", b"async def dispatch"),
    (b"sync_to_async", b"def dispatch"),
    (b"websocket_", b"def websocket_disconnect"),
    (b"onsumer", b"def http_request"),
    (b"onsumer", b"def http_disconnect"),
    (b"onsumer", b"async def __call__"),
    *((b"onsumer", b"%b =" % hook.encode()) for hook in HOOKS),
    *((b".%b =" % hook.encode(),) for hook in HOOKS),
    (b"onsumer", b"onsumer)", b"\n@"),
    (b"onsumer", b"__init_subclass__"),
    (b"onsumer", b"setattr("),
)
"""What most files lack stands first: these are searched for in every file."""
