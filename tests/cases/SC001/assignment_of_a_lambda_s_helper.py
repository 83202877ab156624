import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def attempt(call):
    try:
        return await call()
    except Exception:
        logger.exception("attempt failed")


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        parent = super()
        await attempt(lambda: parent.dispatch(message))
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def attempt(call):
    try:
        return await call()
    except StopConsumer:
        raise
    except Exception:
        logger.exception("attempt failed")


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        parent = super()
        await attempt(lambda: parent.dispatch(message))
