# python: 3.11
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        stopped = None
        try:
            try:
                await super().dispatch(message)
            except StopConsumer as exc:
                stopped = exc
        except* Exception:
            logger.exception('failed')
        if stopped:
            raise stopped
