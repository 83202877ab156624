# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_connect(self, message):
        self.ticker = asyncio.ensure_future(self.tick())
        await super().websocket_connect(message)

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def websocket_disconnect(self, message):
        self.ticker.cancel()
        await super().websocket_disconnect(message)
