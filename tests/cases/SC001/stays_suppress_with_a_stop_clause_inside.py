import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        stop = None
        with contextlib.suppress(Exception):
            try:
                await super().dispatch(message)
            except StopConsumer as exc:
                stop = exc
        if stop:
            raise stop
