import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def quietly(method):
        async def wrapper(self, *args):
            try:
                await method(self, *args)
            except Exception: logger.exception("failed")

        return wrapper

    @quietly
    async def dispatch(self, message):
        await super().dispatch(message)

    @quietly
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def quietly(method):
        async def wrapper(self, *args):
            try:
                await method(self, *args)
            except StopConsumer:
                raise
            except Exception: logger.exception("failed")

        return wrapper

    @quietly
    async def dispatch(self, message):
        await super().dispatch(message)

    @quietly
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)
