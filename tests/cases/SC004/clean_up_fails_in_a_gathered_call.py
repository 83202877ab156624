import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        results = await asyncio.gather(super().dispatch(message), asyncio.sleep(0), return_exceptions=True)
        for result in results:
            if isinstance(result, StopConsumer):
                raise result

    async def disconnect(self, code):
        raise ConnectionError("no layer")
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        results = await asyncio.gather(super().dispatch(message), asyncio.sleep(0), return_exceptions=True)
        for result in results:
            if isinstance(result, StopConsumer):
                raise result
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()

    async def disconnect(self, code):
        raise ConnectionError("no layer")
