import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.own = None
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        self.own = asyncio.ensure_future(asyncio.sleep(0))
        loop = asyncio.get_running_loop()
        loop.call_later(0.01, self.own.cancel)
        try:
            await asyncio.sleep(0.02)
        except asyncio.CancelledError:
            await self.send(text_data="late")
