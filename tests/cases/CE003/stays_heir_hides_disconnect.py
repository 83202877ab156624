# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class FeedConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.feed_task = asyncio.create_task(self.feed())

    async def feed(self):
        while True:
            await self.send(text_data="news")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        self.feed_task.cancel()


class Consumer(FeedConsumer):
    async def disconnect(self, code):
        print("left")
