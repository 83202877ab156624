# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_connect(self, message):
        self.running = asyncio.create_task(self.connect())

    async def connect(self):
        await self.accept()
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        self.running.cancel()
