# oracle: none
import anyio
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with anyio.create_task_group() as group:
            group.start_soon(self.answer, "one")
            group.start_soon(self.answer, "two")

    async def answer(self, text):
        await self.send(text_data=text)
