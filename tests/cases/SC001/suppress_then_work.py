import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    handled = 0

    async def dispatch(self, message):
        with suppress(Exception):
            await super().dispatch(message)
        self.handled += 1
        await asyncio.sleep(0)
# output
import asyncio
from contextlib import suppress

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    handled = 0

    async def dispatch(self, message):
        with suppress(Exception):
            await super().dispatch(message)
        self.handled += 1
        await asyncio.sleep(0)
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()
