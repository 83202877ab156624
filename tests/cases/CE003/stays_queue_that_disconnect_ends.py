# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.outbox = asyncio.Queue()
        await self.accept()
        self.writer = asyncio.create_task(self.write())

    async def receive(self, text_data=None, bytes_data=None):
        self.outbox.put_nowait(text_data)

    async def write(self):
        while True:
            text = await self.outbox.get()
            if text is None:
                break
            await self.send(text_data=text)

    async def disconnect(self, code):
        await self.outbox.put(None)
