# oracle: http
import logging

from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_response(204, b"")

    async def http_request(self, message):
        try:
            await super().http_request(message)
        except Exception:
            logger.exception("request failed")

    async def http_disconnect(self, message):
        try:
            await super().http_disconnect(message)
        except Exception:
            logger.exception("disconnect failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_response(204, b"")

    async def http_request(self, message):
        try:
            await super().http_request(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("request failed")

    async def http_disconnect(self, message):
        try:
            await super().http_disconnect(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("disconnect failed")
