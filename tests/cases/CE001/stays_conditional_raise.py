import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    closing = False

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            if not self.closing:
                raise
