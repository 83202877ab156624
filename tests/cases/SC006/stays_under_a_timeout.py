# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        try:
            await asyncio.wait_for(self.ticks(), 0.1)
        except asyncio.TimeoutError:
            await self.close()

    async def ticks(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(0.02)
