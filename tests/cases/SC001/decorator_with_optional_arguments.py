import logging
from functools import partial, wraps

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(func=None, *, reraise=False):
    if func is None:
        return partial(safe, reraise=reraise)

    @wraps(func)
    async def inner(*args, **kwargs):
        try:
            return await func(*args, **kwargs)
        except Exception:
            logger.exception("unhandled")
            if reraise:
                raise

    return inner


class Consumer(AsyncWebsocketConsumer):
    @safe(reraise=False)
    async def dispatch(self, message):
        await super().dispatch(message)
# output
import logging
from functools import partial, wraps

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(func=None, *, reraise=False):
    if func is None:
        return partial(safe, reraise=reraise)

    @wraps(func)
    async def inner(*args, **kwargs):
        try:
            return await func(*args, **kwargs)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("unhandled")
            if reraise:
                raise

    return inner


class Consumer(AsyncWebsocketConsumer):
    @safe(reraise=False)
    async def dispatch(self, message):
        await super().dispatch(message)
