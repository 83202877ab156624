import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def logged(name):
    try:
        yield
    except StopConsumer:
        raise
    except Exception:
        logger.exception('%s failed', name)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with logged('dispatch'):
            await super().dispatch(message)
