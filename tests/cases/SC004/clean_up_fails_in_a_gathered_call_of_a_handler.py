import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        await asyncio.gather(super().websocket_disconnect(message), return_exceptions=True)

    async def disconnect(self, code):
        raise ConnectionError("no layer")
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        results = await asyncio.gather(super().websocket_disconnect(message), return_exceptions=True)
        for result in results:
            if isinstance(result, StopConsumer):
                raise result
        raise StopConsumer()

    async def disconnect(self, code):
        raise ConnectionError("no layer")
