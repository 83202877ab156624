# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer

online = {}


async def work():
    await asyncio.sleep(0)


class Presence(AsyncJsonWebsocketConsumer):
    async def connect(self):
        online[self.channel_name] = self.scope["path"]
        await self.accept()

    async def disconnect(self, code):
        online.pop(self.channel_name, None)


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby"]

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def note(self, event):
        await self.send(event["text"])
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer

online = {}


async def work():
    await asyncio.sleep(0)


class Presence(AsyncJsonWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.message_type = None
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if self.message_type not in (None, "websocket.disconnect"):
                await self.disconnect(1006)
            raise

    async def dispatch(self, message):
        self.message_type = message["type"]
        await super().dispatch(message)

    async def connect(self):
        online[self.channel_name] = self.scope["path"]
        await self.accept()

    async def disconnect(self, code):
        online.pop(self.channel_name, None)


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby"]

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

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def note(self, event):
        await self.send(event["text"])
