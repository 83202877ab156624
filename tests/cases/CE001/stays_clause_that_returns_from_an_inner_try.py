# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            try:
                int(text_data)
                return
            except ValueError:
                return
