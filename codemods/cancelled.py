"""What a cancellation is to the flow analysis."""

from __future__ import annotations

from channels_fix.flow.thrown import Thrown, builtin_ancestors

CANCELLED_CLASS = "asyncio.CancelledError"
CANCELLED = Thrown(CANCELLED_CLASS, builtin_ancestors("BaseException") | {CANCELLED_CLASS})
