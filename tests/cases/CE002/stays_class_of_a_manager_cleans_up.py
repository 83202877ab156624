# flags: --unsafe-fixes
# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Seat:
    def __init__(self, consumer):
        self.consumer = consumer

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, trace):
        if kind is asyncio.CancelledError:
            await self.consumer.channel_layer.group_discard("seats", self.consumer.channel_name)
            cleaned.append("seat")


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("seats", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await self.channel_layer.group_discard("seats", self.channel_name)

    async def dispatch(self, message):
        async with Seat(self):
            await super().dispatch(message)
