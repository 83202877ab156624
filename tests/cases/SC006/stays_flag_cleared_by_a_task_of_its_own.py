# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    working = True

    async def connect(self):
        await self.accept()
        self.work = asyncio.create_task(self.job())
        while self.working:
            await self.send("busy")
            await asyncio.sleep(0.01)

    async def job(self):
        await asyncio.sleep(0.05)
        self.working = False
