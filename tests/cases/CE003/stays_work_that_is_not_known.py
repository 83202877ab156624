# oracle: none
import asyncio

import feeds
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.feed = feeds.open(self.scope["path"])
        asyncio.create_task(self.feed.run())
        self.relay = asyncio.create_task(feeds.relay(self.feed))
