import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.user = self.scope.get("user")

    async def disconnect(self, code):
        await self.channel_layer.group_discard(f"user-{self.user.pk}", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.user = self.scope.get("user")

    async def disconnect(self, code):
        await self.channel_layer.group_discard(f"user-{self.user.pk}", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("consumer failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
