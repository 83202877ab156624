import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for attempt in range(3):
            try:
                return await super().dispatch(message)
            except StopConsumer:
                raise
            except Exception:
                logger.exception('attempt %d', attempt)
        raise RuntimeError('gave up')
