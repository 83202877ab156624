import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class SafeDisconnectMixin:
    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("disconnect failed")


class Consumer(SafeDisconnectMixin, AsyncWebsocketConsumer):
    async def disconnect(self, code):
        self.game.players.remove(self.player)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class SafeDisconnectMixin:
    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("disconnect failed")
            raise StopConsumer() from exc


class Consumer(SafeDisconnectMixin, AsyncWebsocketConsumer):
    async def disconnect(self, code):
        self.game.players.remove(self.player)
