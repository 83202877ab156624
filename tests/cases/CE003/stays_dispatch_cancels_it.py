# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ticker = None

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect" and self.ticker:
            self.ticker.cancel()
        await super().dispatch(message)

    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)
