import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


make = [contextlib.nullcontext][0]


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with make():
            await super().dispatch(message)
