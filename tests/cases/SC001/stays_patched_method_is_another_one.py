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

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        raise OSError


Consumer.disconnect = safe(Consumer.disconnect)
Consumer.receive = safe(Consumer.receive)
