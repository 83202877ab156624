import functools
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def never_fails(method):
    @functools.wraps(method)
    async def wrapper(*args, **kwargs):
        try:
            return await method(*args, **kwargs)
        except Exception:
            logger.exception("%s failed", method.__name__)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @never_fails
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)

    @never_fails
    async def disconnect(self, code):
        logger.info("left with %s", code)
