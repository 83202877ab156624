# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio
import json

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    message_type = "note"

    async def receive(self, text_data=None, bytes_data=None):
        await work()
        await self.send(json.dumps({"type": self.message_type}))

    async def disconnect(self, code):
        cleaned.append(code)
# output
import asyncio
import json

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    message_type = "note"

    async def __call__(self, scope, receive, send):
        self.handled_message_type = None
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if self.handled_message_type not in (None, "websocket.disconnect"):
                await self.disconnect(1006)
            raise

    async def dispatch(self, message):
        self.handled_message_type = message["type"]
        await super().dispatch(message)

    async def receive(self, text_data=None, bytes_data=None):
        await work()
        await self.send(json.dumps({"type": self.message_type}))

    async def disconnect(self, code):
        cleaned.append(code)
