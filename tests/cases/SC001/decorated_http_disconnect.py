# oracle: http
import logging

from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


def logged(function):
    async def wrapper(self, message):
        try:
            await function(self, message)
        except Exception:
            logger.exception("http failed")

    return wrapper


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_response(200, b"hello")

    @logged
    async def dispatch(self, message):
        await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


def logged(function):
    async def wrapper(self, message):
        try:
            await function(self, message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("http failed")

    return wrapper


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_response(200, b"hello")

    @logged
    async def dispatch(self, message):
        await super().dispatch(message)
