import logging

from channels import exceptions
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        if self.scope["path"] == "/closed/":
            raise exceptions.DenyConnection
        await self.accept()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels import exceptions
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        if self.scope["path"] == "/closed/":
            raise exceptions.DenyConnection
        await self.accept()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except exceptions.StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
