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


def safe_methods(*names):
    def decorate(cls):
        for name in names:
            setattr(cls, name, safe(getattr(cls, name)))
        return cls

    return decorate


@safe_methods("connect", "receive", "dispatch")
class Consumer(AsyncWebsocketConsumer):
    pass
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


def safe_methods(*names):
    def decorate(cls):
        for name in names:
            setattr(cls, name, safe(getattr(cls, name)))
        return cls

    return decorate


@safe_methods("connect", "receive", "dispatch")
class Consumer(AsyncWebsocketConsumer):
    pass
