import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self._upload = asyncio.create_task(asyncio.sleep(60))
        await self.accept()

    @property
    def upload(self):
        return self._upload

    async def receive(self, text_data=None, bytes_data=None):
        self.upload.cancel()
        try:
            await self.upload
        except BaseException:
            await self.send(text_data="upload stopped")
