import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    first = second = None

    async def receive(self, text_data=None, bytes_data=None):
        self.first = asyncio.ensure_future(asyncio.sleep(10))
        self.first.cancel()
        try:
            await (self.first or self.second)
        except asyncio.CancelledError:
            print("one was stopped")
