import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await AsyncWebsocketConsumer.dispatch(self, message)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await AsyncWebsocketConsumer.dispatch(self, message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
