import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        error = None
        try:
            await super().dispatch(message)
        except Exception as exc:
            error = exc
        if error is not None:
            logger.debug("raising %r again", error)
            raise error
