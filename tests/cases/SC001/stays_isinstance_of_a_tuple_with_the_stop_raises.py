import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except BaseException as exc:
            if isinstance(exc, (StopConsumer, asyncio.CancelledError)):
                raise exc
            logger.exception("consumer failed")
