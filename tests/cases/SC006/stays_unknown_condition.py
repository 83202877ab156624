# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Source:
    def __init__(self):
        self.rows = ["a", "b"]

    async def fetch(self):
        return self.rows.pop() if self.rows else None


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        source = Source()
        while True:
            row = await source.fetch()
            if row is None:
                break
            await self.send(row)
