# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Registry(dict):
    def track(self, owner, task):
        self[owner] = task

    def end(self, owner):
        self.pop(owner).cancel()


registry = Registry()


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())
        registry.track(self.channel_key, self.ticker)

    @property
    def channel_key(self):
        return id(self)

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        registry.end(self.channel_key)
