import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def other():
    return 1


class Consumer(AsyncWebsocketConsumer):
    @functools.wraps(AsyncWebsocketConsumer.dispatch)
    async def dispatch(self, message):
        await super().dispatch(message)
