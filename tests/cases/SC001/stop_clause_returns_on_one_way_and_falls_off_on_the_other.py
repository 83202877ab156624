import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    verbose = False

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            if not self.verbose:
                return
            logger.info("client left")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    verbose = False

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            if not self.verbose:
                raise
            logger.info("client left")
            raise
