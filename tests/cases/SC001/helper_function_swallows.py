import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def guarded(awaitable):
    try:
        return await awaitable
    except Exception:
        logger.exception("guarded call failed")


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        await guarded(super().dispatch(message))
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def guarded(awaitable):
    try:
        return await awaitable
    except StopConsumer:
        raise
    except Exception:
        logger.exception("guarded call failed")


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        await guarded(super().dispatch(message))
