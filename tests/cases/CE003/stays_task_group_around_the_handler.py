# oracle: tasks
# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with asyncio.TaskGroup() as group:
            group.create_task(self.answer("one"))
            group.create_task(self.answer("two"))

    async def answer(self, text):
        await asyncio.sleep(0.01)
        await self.send(text_data=text)
