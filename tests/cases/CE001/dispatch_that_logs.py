# oracle: cancelled
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except BaseException:
            logging.exception("failed")

    async def receive(self, text_data=None, bytes_data=None):
        await work()
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except asyncio.CancelledError:
            logging.exception("failed")
            raise
        except BaseException:
            logging.exception("failed")

    async def receive(self, text_data=None, bytes_data=None):
        await work()
