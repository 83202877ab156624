# oracle: cancelled
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class ErrorsToClient:
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except ValueError as error:
            await self.send(text_data=str(error))


class Consumer(ErrorsToClient, AsyncWebsocketConsumer):
    groups = ["lobby"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class ErrorsToClient:
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(self._clean_up())
            raise
        except ValueError as error:
            await self.send(text_data=str(error))

    async def _clean_up(self):
        for group in self.groups:
            await self.channel_layer.group_discard(group, self.channel_name)


class Consumer(ErrorsToClient, AsyncWebsocketConsumer):
    groups = ["lobby"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()
