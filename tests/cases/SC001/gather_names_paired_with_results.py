import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        outcome = await asyncio.gather(super().dispatch(message), return_exceptions=True)
        if outcome and isinstance(outcome[0], ValueError):
            raise outcome[0]
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        outcome = await asyncio.gather(super().dispatch(message), return_exceptions=True)
        for result in outcome:
            if isinstance(result, StopConsumer):
                raise result
        if outcome and isinstance(outcome[0], ValueError):
            raise outcome[0]
