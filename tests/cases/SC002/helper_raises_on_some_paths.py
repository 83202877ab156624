import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.finish(event["code"])

    async def finish(self, code):
        if code == 1000:
            await self.end()
        logger.info("left with %s", code)

    async def end(self):
        raise StopConsumer()
# output
import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        try:
            await self.finish(event["code"])
        except StopConsumer:
            raise
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()

    async def finish(self, code):
        if code == 1000:
            await self.end()
        logger.info("left with %s", code)

    async def end(self):
        raise StopConsumer()
