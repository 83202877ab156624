# flags: --unsafe-fixes
# oracle: none
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

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close()
        except BaseException as error:
            log.error("failed: %r", error)
            if isinstance(error, Exception):
                raise
