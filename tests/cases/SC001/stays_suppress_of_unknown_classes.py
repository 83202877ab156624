import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


EXPECTED = tuple(getattr(logging, name) for name in ())


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.suppress(*EXPECTED):
            await super().dispatch(message)
