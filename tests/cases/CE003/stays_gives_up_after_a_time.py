# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        asyncio.create_task(asyncio.wait_for(self.look_around(), timeout=0.1))

    async def look_around(self):
        while True:
            await asyncio.sleep(0.02)
            if self.scope:
                break
