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
    pass


def patch(cls, wanted):
    if wanted:
        cls.dispatch = safe(cls.dispatch)


patch(Consumer, bool(getattr(logging, 'nothing', None)))
