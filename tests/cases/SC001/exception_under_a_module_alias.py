import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

Err = Exception


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Err:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

Err = Exception


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Err:
            logger.exception("consumer failed")
