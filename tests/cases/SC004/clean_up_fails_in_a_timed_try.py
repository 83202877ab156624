import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await asyncio.wait_for(super().dispatch(message), 5)
        except StopConsumer: raise
        except Exception as error: logger.error("%s", error)

    async def disconnect(self, code):
        raise OSError
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await asyncio.wait_for(super().dispatch(message), 5)
        except StopConsumer: raise
        except Exception as error:
            logger.error("%s", error)
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from error

    async def disconnect(self, code):
        raise OSError
