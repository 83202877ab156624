# oracle: cancelled
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except:
            log.exception("failed")
# output
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            log.exception("failed")
            raise
        except:
            log.exception("failed")
