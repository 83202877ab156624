# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


async def release():
    """Give the seat back."""
    cleaned.append("seat")


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby", "news"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await release()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except LookupError:
            await self.close()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


async def release():
    """Give the seat back."""
    cleaned.append("seat")


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby", "news"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await release()

    async def _clean_up(self):
        for group in self.groups:
            await self.channel_layer.group_discard(group, self.channel_name)
        await self.disconnect(1006)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(self._clean_up())
            raise
        except LookupError:
            await self.close()
