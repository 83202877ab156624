import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def logged():
    try:
        yield
    except Exception:
        logger.exception('failed')
        raise


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with logged():
            await super().dispatch(message)

    async def disconnect(self, code):
        raise OSError
