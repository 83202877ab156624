import logging

from channels.exceptions import StopConsumer as Stop
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        raise Stop()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer as Stop
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        raise Stop()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Stop:
            raise
        except Exception:
            logger.exception("consumer failed")
