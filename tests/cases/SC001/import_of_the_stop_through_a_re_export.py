import logging

from channels.consumer import AsyncConsumer, StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        raise StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.consumer import AsyncConsumer, StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        raise StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
