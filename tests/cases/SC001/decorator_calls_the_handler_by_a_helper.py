import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def run_safely(function, *args, **kwargs):
    try:
        return await function(*args, **kwargs)
    except Exception:
        logger.exception("could not run %s", function)
        return None


def safe(function):
    async def wrapper(*args, **kwargs):
        return await run_safely(function, *args, **kwargs)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @safe
    async def websocket_disconnect(self, message):
        await super().websocket_disconnect(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def run_safely(function, *args, **kwargs):
    try:
        return await function(*args, **kwargs)
    except StopConsumer:
        raise
    except Exception:
        logger.exception("could not run %s", function)
        return None


def safe(function):
    async def wrapper(*args, **kwargs):
        return await run_safely(function, *args, **kwargs)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @safe
    async def websocket_disconnect(self, message):
        await super().websocket_disconnect(message)
