import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Expect:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return kind is not None and issubclass(kind, self.kinds)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with Expect(KeyError, ValueError):
            await super().dispatch(message)
