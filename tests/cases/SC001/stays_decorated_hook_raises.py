import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        logger.debug("calling %s", function.__name__)
        return function(*args, **kwargs)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @traced
    def give_up(self):
        raise StopConsumer

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            if message["type"] == "websocket.disconnect":
                self.give_up()
