# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        log.info("left with %s", code)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close()
