import contextlib
import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class ReportingConsumer(AsyncJsonWebsocketConsumer):
    @contextlib.asynccontextmanager
    async def reporting(self):
        try:
            yield self
        except Exception as error:
            logger.exception("reported")
            await self.send_json({"error": type(error).__name__})

    async def dispatch(self, message):
        async with self.reporting() as consumer:
            assert consumer is self
            await super().dispatch(message)


class Consumer(ReportingConsumer):
    async def receive_json(self, content):
        await self.send_json(content)
# output
import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class ReportingConsumer(AsyncJsonWebsocketConsumer):
    @contextlib.asynccontextmanager
    async def reporting(self):
        try:
            yield self
        except StopConsumer:
            raise
        except Exception as error:
            logger.exception("reported")
            await self.send_json({"error": type(error).__name__})

    async def dispatch(self, message):
        async with self.reporting() as consumer:
            assert consumer is self
            await super().dispatch(message)


class Consumer(ReportingConsumer):
    async def receive_json(self, content):
        await self.send_json(content)
