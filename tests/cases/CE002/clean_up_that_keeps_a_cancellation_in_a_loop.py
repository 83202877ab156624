# flags: --unsafe-fixes
# rules: CE
# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    rooms = ("a", "b")

    async def connect(self):
        for room in self.rooms:
            await self.channel_layer.group_add(room, self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        for room in self.rooms:
            await self.leave(room)

    async def leave(self, room):
        try:
            await self.channel_layer.group_discard(room, self.channel_name)
            cleaned.append(room)
        except asyncio.CancelledError:
            print("still in", room)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    rooms = ("a", "b")

    async def __call__(self, scope, receive, send):
        self.message_type = None
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if self.message_type not in (None, "websocket.disconnect"):
                await asyncio.shield(self.disconnect(1006))
            raise

    async def dispatch(self, message):
        self.message_type = message["type"]
        await super().dispatch(message)

    async def connect(self):
        for room in self.rooms:
            await self.channel_layer.group_add(room, self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        for room in self.rooms:
            await self.leave(room)

    async def leave(self, room):
        try:
            await self.channel_layer.group_discard(room, self.channel_name)
            cleaned.append(room)
        except asyncio.CancelledError:
            print("still in", room)
