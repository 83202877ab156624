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
    for name, member in list(vars(cls).items()):
        if callable(member) and name.startswith('receive'):
            setattr(cls, name, safe(member))
    return cls


@safe_methods
class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        raise ValueError

    async def dispatch(self, message):
        await super().dispatch(message)
