# oracle: http
import logging

from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_response(200, b"pong", headers=[(b"Content-Type", b"text/plain")])

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("long poll failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_response(200, b"pong", headers=[(b"Content-Type", b"text/plain")])

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("long poll failed")
