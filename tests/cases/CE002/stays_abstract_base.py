# flags: --unsafe-fixes
# oracle: none
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)


async def work():
    await asyncio.sleep(0)


class LoggingConsumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            log.info("a wrong value")

    async def fail(self):
        await self.close(code=4000)
