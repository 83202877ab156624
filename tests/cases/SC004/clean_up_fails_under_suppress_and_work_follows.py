from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with suppress(Exception):  # keep going
            await super().dispatch(message)
        await self.count(message)

    async def count(self, message):
        self.counted = message["type"]

    async def disconnect(self, code):
        raise OSError
# output
from contextlib import suppress

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with suppress(Exception):  # keep going
            await super().dispatch(message)
        await self.count(message)
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()

    async def count(self, message):
        self.counted = message["type"]

    async def disconnect(self, code):
        raise OSError
