# oracle: error
# flags: --unsafe-fixes
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def work():
    """Stands for what may fail."""


class Base(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as error:
            logger.exception("failed with %s", error)


class Consumer(Base):
    async def websocket_disconnect(self, message):
        try:
            await work()
        finally:
            self.closed = True
            raise StopConsumer()
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def work():
    """Stands for what may fail."""


class Base(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as error:
            logger.exception("failed with %s", error)
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from error


class Consumer(Base):
    async def websocket_disconnect(self, message):
        try:
            await work()
        finally:
            self.closed = True
        raise StopConsumer()
