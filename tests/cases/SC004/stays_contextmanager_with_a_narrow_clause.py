import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def expected():
    try:
        yield
    except ValueError:
        logger.info('bad value')


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with expected():
            await super().dispatch(message)

    async def disconnect(self, code):
        raise OSError
