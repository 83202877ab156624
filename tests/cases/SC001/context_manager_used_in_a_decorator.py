import contextlib
import functools
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def catching():
    try:
        yield
    except Exception:
        logger.exception("caught")


def safe(function):
    @functools.wraps(function)
    async def wrapper(self, message):
        with catching():
            return await function(self, message)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @safe
    async def dispatch(self, message):
        await super().dispatch(message)
# output
import contextlib
import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def catching():
    try:
        yield
    except StopConsumer:
        raise
    except Exception:
        logger.exception("caught")


def safe(function):
    @functools.wraps(function)
    async def wrapper(self, message):
        with catching():
            return await function(self, message)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @safe
    async def dispatch(self, message):
        await super().dispatch(message)
