import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.running = []
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        self.running.append(asyncio.create_task(asyncio.sleep(60)))
        self.running[-1].cancel()
        try:
            await self.running.pop()
        except asyncio.CancelledError:
            pass
