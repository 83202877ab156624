# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class FeedConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        asyncio.create_task(self.feed())

    async def feed(self):
        while True:
            await self.send(text_data="news")
            await asyncio.sleep(0.05)


class Consumer(FeedConsumer):
    async def disconnect(self, code):
        print("left")
