import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class StopConsumer(Exception):
    """Ends the message-queue consumer of the billing service."""


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            logger.info("billing ended")
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer as ChannelsStopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class StopConsumer(Exception):
    """Ends the message-queue consumer of the billing service."""


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            logger.info("billing ended")
        except ChannelsStopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
