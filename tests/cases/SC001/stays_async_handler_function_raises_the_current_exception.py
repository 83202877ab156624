import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def report(exc):
    if isinstance(exc, StopConsumer):
        raise exc
    logger.error("consumer failed: %r", exc)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as exc:
            await report(exc)
