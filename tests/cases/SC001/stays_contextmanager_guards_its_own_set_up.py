import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def prepared():
    try:
        cache = {}
    except Exception:
        cache = None
    yield cache
    try:
        cache.clear()
    except Exception:
        logger.exception('failed')


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with prepared() as cache:
            logger.debug('%s', cache)
            await super().dispatch(message)
