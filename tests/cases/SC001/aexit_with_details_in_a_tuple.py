import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Transaction:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        if details[0] is None:
            return False
        logger.error("rolled back", exc_info=details)
        return True


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with Transaction() as transaction:
            logger.debug("in %s", transaction)
            await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Transaction:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        if details[0] is None:
            return False
        logger.error("rolled back", exc_info=details)
        if isinstance(details[1], StopConsumer):
            return False
        return True


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with Transaction() as transaction:
            logger.debug("in %s", transaction)
            await super().dispatch(message)
