# oracle: cancelled
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def dispatch(self, message):
        # everything comes through here
        try:  # of course
            await super().dispatch(message)
        # this ends the consumer
        except StopConsumer:  # always
            raise
        # that does not
        except ValueError:  # a wrong number
            await self.send(text_data="?")
        # done
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def dispatch(self, message):
        # everything comes through here
        try:  # of course
            await super().dispatch(message)
        # this ends the consumer
        except StopConsumer:  # always
            raise
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(self._clean_up())
            raise
        # that does not
        except ValueError:  # a wrong number
            await self.send(text_data="?")
        # done

    async def _clean_up(self):
        for group in self.groups:
            await self.channel_layer.group_discard(group, self.channel_name)
