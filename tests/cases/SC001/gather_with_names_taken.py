import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        results, result = [], None
        await asyncio.gather(super().dispatch(message), return_exceptions=True)
        if results:
            self.result = result
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        results, result = [], None
        results_ = await asyncio.gather(super().dispatch(message), return_exceptions=True)
        for result_ in results_:
            if isinstance(result_, StopConsumer):
                raise result_
        if results:
            self.result = result
