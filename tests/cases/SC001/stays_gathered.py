import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def count(self, message):
        self.last = message["type"]

    async def dispatch(self, message):
        await asyncio.gather(self.count(message), super().dispatch(message))
