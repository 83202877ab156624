import contextlib
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def span(name):
    try:
        yield name
    except Exception:
        logger.exception("span %s failed", name)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with contextlib.AsyncExitStack() as stack:
            name = await stack.enter_async_context(span("dispatch"))
            logger.debug("in %s", name)
            await super().dispatch(message)
# output
import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def span(name):
    try:
        yield name
    except StopConsumer:
        raise
    except Exception:
        logger.exception("span %s failed", name)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with contextlib.AsyncExitStack() as stack:
            name = await stack.enter_async_context(span("dispatch"))
            logger.debug("in %s", name)
            await super().dispatch(message)
