import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except Exception:
            logger.exception('failed')
            raise

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    dispatch = safe(AsyncWebsocketConsumer.dispatch)

    async def disconnect(self, code):
        raise OSError
