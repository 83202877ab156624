import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def logged(name):
    try:
        yield
    except Exception:
        logger.exception('%s failed', name)
        raise


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with logged('dispatch'):
            await super().dispatch(message)
