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


class Base(AsyncWebsocketConsumer):
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name in ('connect', 'receive', 'disconnect'):
            if name in cls.__dict__:
                setattr(cls, name, safe(cls.__dict__[name]))


class Consumer(Base):
    async def disconnect(self, code):
        raise OSError
