# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.tenant = scope["path"].strip("/")  # set by the proxy
        return await super().__call__(scope, receive, send)

    async def connect(self):
        await self.channel_layer.group_add(f"tenant_{self.tenant}", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, *args):
        await self.channel_layer.group_discard(f"tenant_{self.tenant}", self.channel_name)
        cleaned.append(self.tenant)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.tenant = scope["path"].strip("/")  # set by the proxy
        self.message_type = None
        try:
            return await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if self.message_type not in (None, "websocket.disconnect"):
                await self.disconnect(1006)
            raise

    async def dispatch(self, message):
        self.message_type = message["type"]
        await super().dispatch(message)

    async def connect(self):
        await self.channel_layer.group_add(f"tenant_{self.tenant}", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, *args):
        await self.channel_layer.group_discard(f"tenant_{self.tenant}", self.channel_name)
        cleaned.append(self.tenant)
