import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.running = set()
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        self.running.add(asyncio.create_task(asyncio.sleep(60)))
        while self.running:
            task = self.running.pop()
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                pass
