import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.saving = asyncio.create_task(asyncio.sleep(60))
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        self.saving.cancel()
        try:
            await asyncio.shield(self.saving)
        except asyncio.CancelledError:
            await self.send(text_data="not saved")
