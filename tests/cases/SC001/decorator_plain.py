import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def log_errors(handler):
    async def wrapper(self, message):
        try:
            return await handler(self, message)
        except Exception:
            logger.exception("%s failed", handler.__name__)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @log_errors
    async def dispatch(self, message):
        await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def log_errors(handler):
    async def wrapper(self, message):
        try:
            return await handler(self, message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("%s failed", handler.__name__)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @log_errors
    async def dispatch(self, message):
        await super().dispatch(message)
