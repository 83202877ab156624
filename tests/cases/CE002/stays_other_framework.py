# flags: --unsafe-fixes
# oracle: none
import asyncio


class Consumer:
    """Reads a queue; Channels has no part in it."""

    def __init__(self, broker):
        self.broker = broker
        self.groups = ["a"]

    async def dispatch(self, message):
        try:
            await self.broker.handle(message)
        except ValueError:
            pass

    async def disconnect(self, code):
        await self.broker.close()
