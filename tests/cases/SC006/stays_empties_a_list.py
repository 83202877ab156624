# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        lines = ["a", "b"]
        while lines:
            await self.send(lines.pop(0))
            await asyncio.sleep(0.01)
