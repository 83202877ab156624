# oracle: http
import logging

from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer

logger = logging.getLogger(__name__)

STREAMS = {}


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_response(200, b"pong")

    async def disconnect(self):
        STREAMS[id(self)].close()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("request failed")
            if message["type"] == "http.disconnect":
                raise StopConsumer() from exc
