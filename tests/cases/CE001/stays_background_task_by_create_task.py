# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.task = asyncio.create_task(self.stream())

    async def stream(self):
        try:
            while True:
                await self.send(text_data="line")
                await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("the stream ends")

    async def disconnect(self, code):
        self.task.cancel()
        await self.task
