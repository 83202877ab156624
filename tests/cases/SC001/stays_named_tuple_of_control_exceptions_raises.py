import asyncio
import logging

from channels.exceptions import AcceptConnection, DenyConnection, StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
CONTROL = (AcceptConnection, DenyConnection, StopConsumer, asyncio.CancelledError)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except CONTROL:
            raise
        except Exception:
            logger.exception("consumer failed")
