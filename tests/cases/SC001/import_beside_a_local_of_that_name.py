import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        StopConsumer = message["type"] == "websocket.disconnect"
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed, stopping: %s", StopConsumer)
# output
import logging

from channels.exceptions import StopConsumer as ChannelsStopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        StopConsumer = message["type"] == "websocket.disconnect"
        try:
            await super().dispatch(message)
        except ChannelsStopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed, stopping: %s", StopConsumer)
