# oracle: error
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("failed")

    async def disconnect(self, code):
        try:
            await work()
        finally:
            raise StopConsumer()
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc

    async def disconnect(self, code):
        await work()
        raise StopConsumer()
