import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def counted(function):
    async def wrapper(self, message):
        try:
            self.count = self.count + 1
        except Exception:
            self.count = 1
        return await function(self, message)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @counted
    async def dispatch(self, message):
        await super().dispatch(message)
