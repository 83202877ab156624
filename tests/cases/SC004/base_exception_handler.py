import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        self.timer.cancel()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except BaseException as exc:
            logger.error("consumer failed: %r", exc)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        self.timer.cancel()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except BaseException as exc:
            logger.error("consumer failed: %r", exc)
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
