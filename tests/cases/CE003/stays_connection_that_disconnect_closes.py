# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Source:
    def __init__(self):
        self.queue = asyncio.Queue()

    async def listen(self):
        while (item := await self.queue.get()) is not None:
            yield item

    async def aclose(self):
        await self.queue.put(None)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.source = Source()
        await self.accept()
        asyncio.create_task(self.relay())

    async def relay(self):
        async for item in self.source.listen():
            await self.send(text_data=item)

    async def disconnect(self, code):
        await self.source.aclose()
