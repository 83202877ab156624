# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Worker:
    async def connect(self):
        while True:
            await asyncio.sleep(1)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.worker = Worker()
