import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        def on_error(exc):
            try:
                raise exc
            except Exception:
                logger.exception("reported")

        self.on_error = on_error
        await super().dispatch(message)
