# oracle: websocket
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard("room", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except (TimeoutError, asyncio.CancelledError) as error:
            raise RuntimeError(message["type"]) from error
        except StopConsumer:
            raise
