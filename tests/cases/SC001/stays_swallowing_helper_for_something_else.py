import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def guarded(awaitable):
    try:
        return await awaitable
    except Exception:
        logger.exception("guarded call failed")


class Consumer(AsyncWebsocketConsumer):
    async def count(self):
        self.seen = True

    async def dispatch(self, message):
        await guarded(self.count())
        await super().dispatch(message)
