# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        task = asyncio.create_task(self.answer(text_data))
        await self.send(text_data="wait")
        await task

    async def answer(self, text):
        await asyncio.sleep(0.01)
        await self.send(text_data=text)
