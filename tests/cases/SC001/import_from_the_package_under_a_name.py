import logging

from channels import exceptions as channels_exceptions
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except channels_exceptions.MessageTooLarge:
            logger.warning("too large")
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels import exceptions as channels_exceptions
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except channels_exceptions.MessageTooLarge:
            logger.warning("too large")
        except channels_exceptions.StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
