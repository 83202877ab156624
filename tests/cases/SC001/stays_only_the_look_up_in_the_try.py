import logging

from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            handler = getattr(self, get_handler_name(message))
        except (AttributeError, ValueError):
            logger.warning("no handler for %s", message["type"])
            return
        await handler(message)
