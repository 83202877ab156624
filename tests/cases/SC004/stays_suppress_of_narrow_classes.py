import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.suppress(KeyError, ValueError):
            await super().dispatch(message)

    async def disconnect(self, code):
        raise OSError
