# flags: --unsafe-fixes
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
counts = {}


def counted(function):
    async def wrapper(self, message):
        try:
            await function(self, message)
        except Exception:
            logger.exception("failed")
        counts[message["type"]] = counts.get(message["type"], 0) + 1

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @counted
    async def dispatch(self, message):
        await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
counts = {}


def counted(function):
    async def wrapper(self, message):
        try:
            await function(self, message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")
        counts[message["type"]] = counts.get(message["type"], 0) + 1

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @counted
    async def dispatch(self, message):
        await super().dispatch(message)
