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


SKIPPED = {'dispatch', 'websocket_disconnect'}


def safe_methods(cls):
    for name, member in list(vars(cls).items()):
        if name in SKIPPED or not callable(member):
            continue
        setattr(cls, name, safe(member))
    return cls


@safe_methods
class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data)

    async def dispatch(self, message):
        await super().dispatch(message)
