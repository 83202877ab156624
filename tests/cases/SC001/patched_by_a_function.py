import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    pass


class OtherConsumer(AsyncWebsocketConsumer):
    pass


def patch(cls):
    inner = cls.websocket_disconnect

    async def websocket_disconnect(self, message):
        try:
            await inner(self, message)
        except Exception as error:
            logger.error("disconnect failed: %s", error)

    cls.websocket_disconnect = websocket_disconnect


for consumer in (Consumer, OtherConsumer):
    patch(consumer)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    pass


class OtherConsumer(AsyncWebsocketConsumer):
    pass


def patch(cls):
    inner = cls.websocket_disconnect

    async def websocket_disconnect(self, message):
        try:
            await inner(self, message)
        except StopConsumer:
            raise
        except Exception as error:
            logger.error("disconnect failed: %s", error)

    cls.websocket_disconnect = websocket_disconnect


for consumer in (Consumer, OtherConsumer):
    patch(consumer)
