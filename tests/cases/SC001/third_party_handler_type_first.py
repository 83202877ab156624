import logging

from channels.generic.websocket import AsyncWebsocketConsumer
from websockets.exceptions import ConnectionClosed

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ConnectionClosed:
            logger.info("upstream is gone")
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from websockets.exceptions import ConnectionClosed

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except ConnectionClosed:
            logger.info("upstream is gone")
        except Exception:
            logger.exception("consumer failed")
