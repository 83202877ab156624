# flags: --unsafe-fixes
# oracle: none
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        while True:
            with suppress(asyncio.CancelledError):
                await self.send("tick")
                await asyncio.sleep(1)
