import logging

from channels.generic import websocket as ws

logger = logging.getLogger(__name__)


class Consumer(ws.AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic import websocket as ws

logger = logging.getLogger(__name__)


class Consumer(ws.AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
