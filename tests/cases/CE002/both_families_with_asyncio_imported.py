# oracle: cancelled
# rules: all
import asyncio
import traceback

from channels import exceptions
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:  # not a number
            await self.send("?")
        except (exceptions.StopConsumer, Exception) as error:
            traceback.print_exception(type(error), error, error.__traceback__)
# output
import asyncio
import traceback

from channels import exceptions
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    async def _clean_up(self):
        for group in self.groups:
            await self.channel_layer.group_discard(group, self.channel_name)
        await self.disconnect(1006)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:  # not a number
            await self.send("?")
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(self._clean_up())
            raise
        except (exceptions.StopConsumer, Exception) as error:
            traceback.print_exception(type(error), error, error.__traceback__)
            if message["type"] == "websocket.disconnect":
                raise exceptions.StopConsumer() from error
