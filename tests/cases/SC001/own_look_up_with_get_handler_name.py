import logging

from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handler = getattr(self, get_handler_name(message), None)
        if handler is None:
            logger.warning("no handler for %s", message["type"])
            return
        try:
            await handler(message)
        except Exception:
            logger.exception("handler %s failed", handler.__name__)
# output
import logging

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handler = getattr(self, get_handler_name(message), None)
        if handler is None:
            logger.warning("no handler for %s", message["type"])
            return
        try:
            await handler(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("handler %s failed", handler.__name__)
