import logging

from channels.exceptions import DenyConnection, InvalidChannelLayerError, MessageTooLarge
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except (DenyConnection, InvalidChannelLayerError, MessageTooLarge):
            logger.warning("refused")
