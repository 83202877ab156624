import logging

import channels.generic.websocket

logger = logging.getLogger(__name__)


class Consumer(channels.generic.websocket.AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

import channels.generic.websocket
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(channels.generic.websocket.AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
