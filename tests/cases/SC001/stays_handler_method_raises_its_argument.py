import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def handle_error(self, exc):
        logger.error("consumer failed: %r", exc)
        raise exc

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as exc:
            self.handle_error(exc)
