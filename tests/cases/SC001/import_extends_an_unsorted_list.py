import logging

from channels.exceptions import MessageTooLarge, DenyConnection
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        if self.scope["path"] == "/closed/":
            raise DenyConnection
        await self.accept()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except MessageTooLarge:
            logger.warning("too large")
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import MessageTooLarge, DenyConnection, StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        if self.scope["path"] == "/closed/":
            raise DenyConnection
        await self.accept()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except MessageTooLarge:
            logger.warning("too large")
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
