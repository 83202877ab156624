# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    # Messages are commands.
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    # Messages are commands.
    async def receive(self, text_data=None, bytes_data=None):
        await work()

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

    async def disconnect(self, code):
        cleaned.append(code)
