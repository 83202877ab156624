# flags: --unsafe-fixes
import asyncio
import time

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        deadline = time.monotonic() + 0.1
        while time.monotonic() < deadline:
            await self.send("tick")
            await asyncio.sleep(0.01)
