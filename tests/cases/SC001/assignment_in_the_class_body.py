import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    async def wrapper(self, message):
        try:
            return await function(self, message)
        except Exception:
            logger.exception("failed")

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        logger.debug("got %s", message)
        await super().dispatch(message)

    dispatch = safe(dispatch)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    async def wrapper(self, message):
        try:
            return await function(self, message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        logger.debug("got %s", message)
        await super().dispatch(message)

    dispatch = safe(dispatch)
