# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        queue = asyncio.Queue()
        while True:
            try:
                line = await asyncio.wait_for(queue.get(), 0.1)
            except asyncio.TimeoutError:
                break
            await self.send(line)
