# oracle: cancelled
import asyncio

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.channel_layer.group_add("raw", self.channel_name)
        await self.send({"type": "websocket.accept"})

    async def websocket_receive(self, message):
        await work()

    async def websocket_disconnect(self, message):
        await self.channel_layer.group_discard("raw", self.channel_name)
        raise StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.send({"type": "websocket.close"})
# output
import asyncio

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.channel_layer.group_add("raw", self.channel_name)
        await self.send({"type": "websocket.accept"})

    async def websocket_receive(self, message):
        await work()

    async def websocket_disconnect(self, message):
        await self.channel_layer.group_discard("raw", self.channel_name)
        raise StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.channel_layer.group_discard("raw", self.channel_name)
            raise
        except ValueError:
            await self.send({"type": "websocket.close"})
