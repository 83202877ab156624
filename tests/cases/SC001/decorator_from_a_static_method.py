import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Safety:
    @staticmethod
    def net(function):
        async def caught(self, message):
            try:
                await function(self, message)
            except Exception:
                logger.exception("caught")

        return caught


class Consumer(AsyncWebsocketConsumer):
    @Safety.net
    async def dispatch(self, message):
        await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Safety:
    @staticmethod
    def net(function):
        async def caught(self, message):
            try:
                await function(self, message)
            except StopConsumer:
                raise
            except Exception:
                logger.exception("caught")

        return caught


class Consumer(AsyncWebsocketConsumer):
    @Safety.net
    async def dispatch(self, message):
        await super().dispatch(message)
