# oracle: http
import logging

from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        try:
            await self.send_response(200, b"pong")
        except Exception:
            logger.exception("no answer")
