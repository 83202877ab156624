# oracle: websocket-error
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Redis:
    async def delete(self, key):
        raise ConnectionError("no connection to Redis")


class Consumer(AsyncWebsocketConsumer):
    redis = Redis()

    async def websocket_disconnect(self, message):
        await self.redis.delete("online")
# output
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Redis:
    async def delete(self, key):
        raise ConnectionError("no connection to Redis")


class Consumer(AsyncWebsocketConsumer):
    redis = Redis()

    async def websocket_disconnect(self, message):
        try:
            await self.redis.delete("online")
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        await super().websocket_disconnect(message)
