import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            if isinstance(exc, KeyError):
                logger.warning("key missing: %s", exc)
                return
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            if isinstance(exc, KeyError):
                logger.warning("key missing: %s", exc)
                if message["type"] == "websocket.disconnect":
                    raise StopConsumer() from exc
                return
            logger.exception("consumer failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
