import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        await asyncio.gather(asyncio.gather(super().dispatch(message)), return_exceptions=True)
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        results = await asyncio.gather(asyncio.gather(super().dispatch(message)), return_exceptions=True)
        for result in results:
            if isinstance(result, StopConsumer):
                raise result
