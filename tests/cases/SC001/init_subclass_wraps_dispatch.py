import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class SafeConsumer(AsyncWebsocketConsumer):
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "dispatch" in cls.__dict__:
            cls.dispatch = cls._safe(cls.dispatch)

    @staticmethod
    def _safe(function):
        async def wrapper(self, message):
            try:
                return await function(self, message)
            except Exception:
                logger.exception("failed")

        return wrapper


class Consumer(SafeConsumer):
    async def dispatch(self, message):
        logger.debug("message %s", message["type"])
        await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class SafeConsumer(AsyncWebsocketConsumer):
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "dispatch" in cls.__dict__:
            cls.dispatch = cls._safe(cls.dispatch)

    @staticmethod
    def _safe(function):
        async def wrapper(self, message):
            try:
                return await function(self, message)
            except StopConsumer:
                raise
            except Exception:
                logger.exception("failed")

        return wrapper


class Consumer(SafeConsumer):
    async def dispatch(self, message):
        logger.debug("message %s", message["type"])
        await super().dispatch(message)
