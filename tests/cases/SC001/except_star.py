# python: 3.11
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except* ValueError:
            logger.info("bad value")
        except* Exception as group:  # the rest
            logger.error("failed: %s", group.exceptions)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        stop = None
        try:
            try:
                await super().dispatch(message)
            except StopConsumer as exc:
                stop = exc
        except* ValueError:
            logger.info("bad value")
        except* Exception as group:  # the rest
            logger.error("failed: %s", group.exceptions)
        if stop is not None:
            raise stop
