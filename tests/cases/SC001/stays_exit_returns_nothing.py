import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Timer:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if error:
            logger.error('failed: %s', error)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Timer():
            await super().dispatch(message)
