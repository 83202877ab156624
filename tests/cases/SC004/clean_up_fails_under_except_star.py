# python: 3.11
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except* Exception:
            logger.exception("failed")

    async def disconnect(self, code):
        raise KeyError(code)
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
        except* Exception:
            logger.exception("failed")
        if stop is not None:
            raise stop
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()

    async def disconnect(self, code):
        raise KeyError(code)
