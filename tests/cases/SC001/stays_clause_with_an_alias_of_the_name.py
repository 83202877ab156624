import logging

from channels import exceptions
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
Stop = exceptions.StopConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Stop:
            raise
        except Exception:
            logger.exception("consumer failed")
