# oracle: cancelled
# rules: all
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
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
        except StopConsumer:
            logger.info("bye")
        except Exception:
            logger.exception("failed")
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
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
        except StopConsumer:
            logger.info("bye")
            raise
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except Exception as exc:
            logger.exception("failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
