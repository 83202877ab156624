# oracle: http
import logging

from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncHttpConsumer):
    async def http_request(self, message):
        await self.send_headers(headers=[(b"Content-Type", b"text/event-stream")])
        await self.send_body(b": hello\n\n", more_body=True)

    async def http_disconnect(self, message):
        try:
            await super().http_disconnect(message)
        except Exception:
            logger.exception("stream did not end well")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncHttpConsumer):
    async def http_request(self, message):
        await self.send_headers(headers=[(b"Content-Type", b"text/event-stream")])
        await self.send_body(b": hello\n\n", more_body=True)

    async def http_disconnect(self, message):
        try:
            await super().http_disconnect(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("stream did not end well")
