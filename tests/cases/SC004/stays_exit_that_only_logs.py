import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Logged:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is not None:
            logger.error('failed: %s', error)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Logged():
            await super().dispatch(message)

    async def disconnect(self, code):
        raise OSError
