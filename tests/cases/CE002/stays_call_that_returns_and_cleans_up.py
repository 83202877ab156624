# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.room = "room"
        try:
            return await super().__call__(scope, receive, send)
        finally:
            await self.leave()

    async def connect(self):
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def leave(self):
        cleaned.append(self.room)
        await self.channel_layer.group_discard(self.room, self.channel_name)
