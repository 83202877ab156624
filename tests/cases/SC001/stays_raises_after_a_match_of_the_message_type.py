import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            match message["type"]:
                case "websocket.disconnect":
                    raise
                case kind:
                    logger.exception("%s failed", kind)
