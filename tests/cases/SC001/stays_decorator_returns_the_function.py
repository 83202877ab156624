import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    function.is_safe = True

    async def unused(*args):
        try:
            await function(*args)
        except Exception:
            pass

    return function


class Consumer(AsyncWebsocketConsumer):
    @safe
    async def dispatch(self, message):
        await super().dispatch(message)
