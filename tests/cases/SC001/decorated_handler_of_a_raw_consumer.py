import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


def safe(handler):
    async def wrapper(self, event):
        try:
            await handler(self, event)
        except Exception as exc:
            logger.error("handler failed: %s", exc)

    return wrapper


class Consumer(AsyncConsumer):
    @safe
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    @safe
    async def websocket_disconnect(self, event):
        raise StopConsumer()
# output
import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


def safe(handler):
    async def wrapper(self, event):
        try:
            await handler(self, event)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.error("handler failed: %s", exc)

    return wrapper


class Consumer(AsyncConsumer):
    @safe
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    @safe
    async def websocket_disconnect(self, event):
        raise StopConsumer()
