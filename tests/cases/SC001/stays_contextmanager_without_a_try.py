import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def bracketed():
    logger.debug('(')
    yield
    logger.debug(')')


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with bracketed():
            await super().dispatch(message)
