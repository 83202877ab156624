import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def expected():
    try:
        yield
    except (KeyError, ValueError) as error:
        logger.info('expected: %s', error)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with expected():
            await super().dispatch(message)
