import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        error = None
        for attempt in range(3):
            try:
                return await super().dispatch(message)
            except Exception as exc:
                error = exc
        raise error
