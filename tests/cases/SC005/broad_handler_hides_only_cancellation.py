# oracle: cancellation
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, close_code):
        try:
            await work()
        except Exception as e:
            logger.error("error in disconnect: %s", e, exc_info=True)
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
    async def disconnect(self, close_code):
        try:
            await work()
        except Exception as e:
            logger.error("error in disconnect: %s", e, exc_info=True)
        raise StopConsumer()
