import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    @functools.wraps(function)
    async def wrapper(self, message):
        try:
            return await function(self, message)
        except Exception as error:
            logger.exception('failed')
            raise

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @safe
    async def dispatch(self, message):
        await super().dispatch(message)
