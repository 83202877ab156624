import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    def wrapper(self, message):
        try:
            return function(self, message)
        except Exception:
            logger.exception('failed')

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @safe
    async def dispatch(self, message):
        await super().dispatch(message)
