import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Expected:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return isinstance(error, (KeyError, OSError))


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Expected():
            await super().dispatch(message)
