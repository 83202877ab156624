import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Strict:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if error is not None:
            raise error
        return True


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Strict():
            await super().dispatch(message)
