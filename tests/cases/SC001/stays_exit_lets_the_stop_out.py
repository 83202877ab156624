import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Guard:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        if kind is StopConsumer:
            return False
        return True


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with Guard():
            await super().dispatch(message)
