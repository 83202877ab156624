import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    async def wrapper(self, message):
        try:
            return await function(self, message)
        except Exception:
            logger.exception("failed")

    return wrapper


class Guarded:
    def __init_subclass__(cls):
        super().__init_subclass__()
        for name in ("dispatch", "websocket_disconnect"):
            setattr(cls, name, safe(getattr(cls, name)))


class Consumer(Guarded, AsyncWebsocketConsumer):
    pass
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    async def wrapper(self, message):
        try:
            return await function(self, message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")

    return wrapper


class Guarded:
    def __init_subclass__(cls):
        super().__init_subclass__()
        for name in ("dispatch", "websocket_disconnect"):
            setattr(cls, name, safe(getattr(cls, name)))


class Consumer(Guarded, AsyncWebsocketConsumer):
    pass
