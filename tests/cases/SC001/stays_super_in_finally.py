import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            logger.debug("got %s", message["type"])
        except Exception:
            pass
        finally:
            await super().dispatch(message)
