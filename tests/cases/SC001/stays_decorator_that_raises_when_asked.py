import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function=None, *, quiet=False):
    if function is None:
        return functools.partial(safe, quiet=quiet)

    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        try:
            return await function(*args, **kwargs)
        except Exception:
            logger.exception('failed')
            if not quiet:
                raise

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @safe(quiet=False)
    async def dispatch(self, message):
        await super().dispatch(message)
