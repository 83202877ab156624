import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def raise_first(results):
    for result in results:
        if isinstance(result, Exception):
            raise result


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        raise_first(await asyncio.gather(super().dispatch(message), return_exceptions=True))
