import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    async def wrapper(self, code):
        try:
            return await function(self, code)
        except Exception:
            logger.exception('failed')

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @safe
    async def disconnect(self, code):
        raise OSError
