import functools
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def never_fails(cls):
    original = cls.dispatch

    @functools.wraps(original)
    async def dispatch(self, message):
        try:
            await original(self, message)
        except Exception:
            logger.exception("%s failed", cls.__name__)

    cls.dispatch = dispatch
    return cls


@never_fails
class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)
# output
import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def never_fails(cls):
    original = cls.dispatch

    @functools.wraps(original)
    async def dispatch(self, message):
        try:
            await original(self, message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("%s failed", cls.__name__)

    cls.dispatch = dispatch
    return cls


@never_fails
class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)
