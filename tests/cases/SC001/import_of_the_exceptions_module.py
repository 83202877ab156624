import logging

import channels.exceptions
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

import channels.exceptions
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except channels.exceptions.StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
