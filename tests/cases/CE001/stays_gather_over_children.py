import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.tasks = []
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        self.tasks.append(asyncio.create_task(asyncio.sleep(60)))
        for task in self.tasks:
            task.cancel()
        try:
            await asyncio.gather(*self.tasks)
        except asyncio.CancelledError:
            self.tasks.clear()
