# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from asgiref.sync import sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):

    @sync_to_async
    def count(self):
        return len(cleaned)

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)
# output
import asyncio

from asgiref.sync import sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):

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

    @sync_to_async
    def count(self):
        return len(cleaned)

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)
