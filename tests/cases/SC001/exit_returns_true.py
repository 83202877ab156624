import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Shield:
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_type is not None:
            logger.error("shielded", exc_info=(exc_type, exc_value, traceback))
        return True


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Shield():  # never fail
            await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Shield:
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_type is not None:
            logger.error("shielded", exc_info=(exc_type, exc_value, traceback))
        if isinstance(exc_value, StopConsumer):
            return False
        return True


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Shield():  # never fail
            await super().dispatch(message)
