# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        queue = asyncio.Queue()
        await queue.put("a")
        while not queue.empty():
            await self.send(await queue.get())
            await asyncio.sleep(0.01)
