import logging

from channels.consumer import AsyncConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        logger.info("left")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("failed")
# output
import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        logger.info("left")
        raise StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")
