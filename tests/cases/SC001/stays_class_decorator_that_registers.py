import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


REGISTRY = {}


def register(name):
    def decorate(cls):
        REGISTRY[name] = cls
        return cls

    return decorate


@register('chat')
class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        await super().dispatch(message)
