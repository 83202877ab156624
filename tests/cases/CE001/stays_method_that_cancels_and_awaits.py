import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.task = asyncio.create_task(asyncio.sleep(60))
        await self.accept()

    async def stop(self):
        self.task.cancel()
        await self.task

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.stop()
        except asyncio.CancelledError:
            await self.send(text_data="stopped")
