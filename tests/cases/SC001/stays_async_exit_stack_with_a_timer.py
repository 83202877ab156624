import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def timed(name):
    try:
        yield
    finally:
        logger.debug('%s done', name)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(timed('dispatch'))
            await super().dispatch(message)
