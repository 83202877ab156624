# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

counts = {}


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def dispatch(self, message):
        await super().dispatch(message)
        try:
            counts[message["type"]] += 1
        except KeyError:
            counts[message["type"]] = 1
