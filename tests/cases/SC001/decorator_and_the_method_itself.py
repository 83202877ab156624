import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def audited(function):
    async def wrapper(self, message):
        try:
            return await function(self, message)
        except:  # noqa: E722
            logger.exception("audit: %s", message["type"])

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @audited
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            await self.report(message)

    async def report(self, message):
        logger.warning("could not handle %s", message["type"])
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def audited(function):
    async def wrapper(self, message):
        try:
            return await function(self, message)
        except StopConsumer:
            raise
        except:  # noqa: E722
            logger.exception("audit: %s", message["type"])

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @audited
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            await self.report(message)

    async def report(self, message):
        logger.warning("could not handle %s", message["type"])
