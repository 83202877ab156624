# oracle: cancelled
# rules: all
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
cleaned = []


async def work():
    await asyncio.sleep(0)


class SafeConsumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as error:
            logger.exception("failed")
            await self.failed(error)

    async def failed(self, error):
        await self.close(code=1011)


class Consumer(SafeConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
cleaned = []


async def work():
    await asyncio.sleep(0)


class SafeConsumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except Exception as error:
            logger.exception("failed")
            await self.failed(error)
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from error

    async def failed(self, error):
        await self.close(code=1011)


class Consumer(SafeConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)
