from channels.consumer import AsyncConsumer
import logging

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    rooms = set()

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except AttributeError:
            logger.exception("failed")

    async def websocket_disconnect(self, event):
        await super().websocket_disconnect(event)
        self.rooms.clear()
# output
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
import logging

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    rooms = set()

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except AttributeError:
            logger.exception("failed")

    async def websocket_disconnect(self, event):
        try:
            self.rooms.clear()
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()
