import logging
from contextlib import contextmanager

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    @contextmanager
    def reporting(self, message):
        try:
            yield message["type"]
        except Exception:
            logger.exception("failed: %s", message["type"])

    async def dispatch(self, message):
        with self.reporting(message) as kind:
            logger.debug("handling %s", kind)
            await super().dispatch(message)
# output
import logging
from contextlib import contextmanager

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    @contextmanager
    def reporting(self, message):
        try:
            yield message["type"]
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed: %s", message["type"])

    async def dispatch(self, message):
        with self.reporting(message) as kind:
            logger.debug("handling %s", kind)
            await super().dispatch(message)
