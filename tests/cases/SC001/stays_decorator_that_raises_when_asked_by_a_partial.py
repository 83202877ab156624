import functools
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function=None, *, reraise=False):
    if function is None:
        return functools.partial(safe, reraise=reraise)

    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except Exception:
            logger.exception("failed")
            if reraise:
                raise

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @safe(reraise=True)
    async def dispatch(self, message):
        await super().dispatch(message)
