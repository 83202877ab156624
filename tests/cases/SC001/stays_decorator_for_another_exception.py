import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def reraising(*kinds):
    def decorate(function):
        async def wrapper(self, message):
            try:
                return await function(self, message)
            except kinds:
                raise
            except (OSError, LookupError):
                logger.exception('failed')

        return wrapper

    return decorate


class Consumer(AsyncWebsocketConsumer):
    @reraising(StopConsumer)
    async def dispatch(self, message):
        await super().dispatch(message)
