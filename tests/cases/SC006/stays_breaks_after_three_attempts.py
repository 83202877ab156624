# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        attempts = 0
        while True:
            attempts += 1
            if await self.is_ready() or attempts > 3:
                break
            await asyncio.sleep(0.01)
        await self.accept()

    async def is_ready(self):
        return False
