import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {"lobby"}


class Consumer(AsyncWebsocketConsumer):
    async def leave(self):
        ONLINE.discard("lobby")

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except Exception:
            await self.leave()
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {"lobby"}


class Consumer(AsyncWebsocketConsumer):
    async def leave(self):
        ONLINE.discard("lobby")

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except Exception as exc:
            await self.leave()
            raise StopConsumer() from exc
