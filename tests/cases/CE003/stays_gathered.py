# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        first = asyncio.create_task(self.answer("first"))
        second = asyncio.ensure_future(self.answer("second"))
        await asyncio.gather(first, second)

    async def answer(self, text):
        await asyncio.sleep(0.01)
        await self.send(text_data=text)
