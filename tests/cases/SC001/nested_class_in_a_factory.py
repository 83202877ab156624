import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def make_consumer(name):
    class Named(AsyncWebsocketConsumer):
        async def dispatch(self, message):
            try:
                await super().dispatch(message)
            except Exception:
                logger.exception("%s failed", name)

    return Named


Consumer = make_consumer("chat")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def make_consumer(name):
    class Named(AsyncWebsocketConsumer):
        async def dispatch(self, message):
            try:
                await super().dispatch(message)
            except StopConsumer:
                raise
            except Exception:
                logger.exception("%s failed", name)

    return Named


Consumer = make_consumer("chat")
