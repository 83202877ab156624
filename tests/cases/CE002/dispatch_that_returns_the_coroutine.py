# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)
cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    def dispatch(self, message):
        log.debug("got %s", message["type"])
        return super().dispatch(message)
# output
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)
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

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    def dispatch(self, message):
        self.message_type = message["type"]
        log.debug("got %s", message["type"])
        return super().dispatch(message)
