"""The end of a consumer that the server does not let finish."""
import asyncio


class LeavesWhenCancelled:
    """The server may cancel a consumer at any time, while it handles a message or waits for one."""

    async def __call__(self, scope, receive, send):
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            await asyncio.shield(self.disconnect(1006))
            raise
