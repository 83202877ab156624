import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        return True

    async def dispatch(self, message):
        async with self:
            await super().dispatch(message)
# output
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        if isinstance(args[1], StopConsumer):
            return False
        return True

    async def dispatch(self, message):
        async with self:
            await super().dispatch(message)
