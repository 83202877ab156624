# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        self.room_group = "chat_%s" % self.scope["path"].strip("/")
        await self.channel_layer.group_add(self.room_group, self.channel_name)
        await self.accept()

    async def receive_json(self, content, **kwargs):
        await work()

    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.room_group, self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.send_json({"error": "invalid"})
        else:
            self.answered = True
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        self.room_group = "chat_%s" % self.scope["path"].strip("/")
        await self.channel_layer.group_add(self.room_group, self.channel_name)
        await self.accept()

    async def receive_json(self, content, **kwargs):
        await work()

    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.room_group, self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except ValueError:
            await self.send_json({"error": "invalid"})
        else:
            self.answered = True
