import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    closing = True

    async def websocket_disconnect(self, message):
        if self.closing:
            try:
                await super().websocket_disconnect(message)
            except Exception:
                logger.exception("disconnect failed")
        else:
            logger.info("nothing to close")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    closing = True

    async def websocket_disconnect(self, message):
        if self.closing:
            try:
                await super().websocket_disconnect(message)
            except StopConsumer:
                raise
            except Exception:
                logger.exception("disconnect failed")
        else:
            logger.info("nothing to close")
        await super().websocket_disconnect(message)
