import logging

import channels.exceptions as ce
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        if self.scope["path"] == "/closed/":
            raise ce.DenyConnection
        await self.accept()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
import logging

import channels.exceptions as ce
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        if self.scope["path"] == "/closed/":
            raise ce.DenyConnection
        await self.accept()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ce.StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
