import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except (
            asyncio.TimeoutError,  # slow backends
            ConnectionError,
            Exception,  # and all the rest
        ) as exc:
            logger.error(
                "consumer failed: %r",
                exc,
            )
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except (
            asyncio.TimeoutError,  # slow backends
            ConnectionError,
            Exception,  # and all the rest
        ) as exc:
            logger.error(
                "consumer failed: %r",
                exc,
            )
