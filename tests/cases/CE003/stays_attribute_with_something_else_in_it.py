# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.state = asyncio.create_task(self.tick())

    async def receive(self, text_data=None, bytes_data=None):
        self.state = text_data

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(1)
