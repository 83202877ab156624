import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def logged(function):
    @functools.wraps(function)
    async def wrapper(self, *args, **kwargs):
        logger.info("%s begins", function.__name__)
        return await function(self, *args, **kwargs)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @logged
    async def dispatch(self, message):
        await super().dispatch(message)

    async def websocket_disconnect(self, message):
        logger.info("client left")
# output
import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def logged(function):
    @functools.wraps(function)
    async def wrapper(self, *args, **kwargs):
        logger.info("%s begins", function.__name__)
        return await function(self, *args, **kwargs)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @logged
    async def dispatch(self, message):
        await super().dispatch(message)

    async def websocket_disconnect(self, message):
        logger.info("client left")
        await super().websocket_disconnect(message)
