import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            if message["type"] == "websocket.disconnect":
                return
            logger.exception("consumer failed")
            await self.close(code=1011)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
            logger.exception("consumer failed")
            await self.close(code=1011)
