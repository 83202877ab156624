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


def safe_methods(cls):
    for name in list(cls.__dict__):
        if callable(getattr(cls, name)) and not name.startswith('__'):
            setattr(cls, name, safe(getattr(cls, name)))
    return cls


@safe_methods
class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()

    async def disconnect(self, code):
        raise OSError
