import functools
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def never_fails(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        try:
            return await method(self, message)
        except Exception:
            logger.exception("%s failed", method.__name__)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @never_fails
    async def dispatch(self, message):
        await super().dispatch(message)
# output
import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def never_fails(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        try:
            return await method(self, message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("%s failed", method.__name__)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @never_fails
    async def dispatch(self, message):
        await super().dispatch(message)
