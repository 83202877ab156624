import logging

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as exc:
            if settings.DEBUG:
                raise
            logger.exception("consumer failed")
            raise exc from None
