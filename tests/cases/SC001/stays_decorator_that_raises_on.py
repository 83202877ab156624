import functools
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def logged(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        try:
            return await method(self, message)
        except Exception:
            logger.exception("consumer failed")
            raise

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @logged
    async def dispatch(self, message):
        await super().dispatch(message)
