import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.tasks = [asyncio.create_task(asyncio.sleep(60)) for _ in range(3)]
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with suppress(asyncio.CancelledError):
                await task
        await self.send(text_data="stopped")
