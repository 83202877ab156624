# oracle: cancelled
from time import monotonic

from channels.generic.websocket import AsyncWebsocketConsumer

durations = []


async def work():
    """Render the report."""


class Consumer(AsyncWebsocketConsumer):
    groups = ["reports"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def dispatch(self, message):
        started = monotonic()
        try:
            await super().dispatch(message)
        finally:
            durations.append(monotonic() - started)
# output
import asyncio
from time import monotonic

from channels.generic.websocket import AsyncWebsocketConsumer

durations = []


async def work():
    """Render the report."""


class Consumer(AsyncWebsocketConsumer):
    groups = ["reports"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def dispatch(self, message):
        started = monotonic()
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(self._clean_up())
            raise
        finally:
            durations.append(monotonic() - started)

    async def _clean_up(self):
        for group in self.groups:
            await self.channel_layer.group_discard(group, self.channel_name)
