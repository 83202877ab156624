# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    connected = False

    async def connect(self):
        await self.accept()
        self.connected = True
        asyncio.create_task(self.tick())

    async def tick(self):
        while self.connected:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        self.connected = False
