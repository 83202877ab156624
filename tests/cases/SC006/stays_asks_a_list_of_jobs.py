# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        jobs = [asyncio.create_task(asyncio.sleep(0.02)) for _ in range(2)]
        while jobs:
            done, jobs = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
            await self.send(str(len(done)))
