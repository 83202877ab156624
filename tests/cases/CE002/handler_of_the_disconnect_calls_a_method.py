# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    groups = ["quiet"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def websocket_disconnect(self, message):
        await self.clean_up()
        await super().websocket_disconnect(message)

    async def clean_up(self):
        await asyncio.sleep(0)
        cleaned.append(self.channel_name)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    groups = ["quiet"]

    async def __call__(self, scope, receive, send):
        self.message_type = None
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if self.message_type not in (None, "websocket.disconnect"):
                await asyncio.shield(self._clean_up())
            raise

    async def dispatch(self, message):
        self.message_type = message["type"]
        await super().dispatch(message)

    async def _clean_up(self):
        for group in self.groups:
            await self.channel_layer.group_discard(group, self.channel_name)
        await self.clean_up()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def websocket_disconnect(self, message):
        await self.clean_up()
        await super().websocket_disconnect(message)

    async def clean_up(self):
        await asyncio.sleep(0)
        cleaned.append(self.channel_name)
