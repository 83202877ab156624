import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for _ in range(2):
            try:
                await super().dispatch(message)
                break
            except StopConsumer:
                break
            except ValueError:
                logger.exception("once more")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for _ in range(2):
            try:
                await super().dispatch(message)
                break
            except StopConsumer:
                raise
            except ValueError:
                logger.exception("once more")
