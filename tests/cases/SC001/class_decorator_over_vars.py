import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    async def wrapper(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except Exception:
            logger.exception("failed")

    return wrapper


def wrap_all(cls):
    for name, attribute in list(vars(cls).items()):
        if callable(attribute):
            setattr(cls, name, safe(attribute))
    return cls


@wrap_all
class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        logger.info("bye")
        await super().websocket_disconnect(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    async def wrapper(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")

    return wrapper


def wrap_all(cls):
    for name, attribute in list(vars(cls).items()):
        if callable(attribute):
            setattr(cls, name, safe(attribute))
    return cls


@wrap_all
class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        logger.info("bye")
        await super().websocket_disconnect(message)
