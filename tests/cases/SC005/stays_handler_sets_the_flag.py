import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    error = None

    async def websocket_disconnect(self, message):
        try:
            await self.close()
        except BaseException as error:
            self.error = error
            raise
        finally:
            if self.error is None:
                raise StopConsumer()
