import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            await self.disconnect(message["code"])
        except BaseException:
            logger.exception("could not leave")
        finally:
            raise StopConsumer()
