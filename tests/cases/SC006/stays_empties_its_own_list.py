# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.waiting = ["a", "b"]
        while self.waiting:
            await self.send(self.waiting.pop())
            await asyncio.sleep(0.01)

    async def receive(self, text_data=None, bytes_data=None):
        self.waiting.append(text_data)
