import logging
from asyncio import gather as together
from asyncio import sleep

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        results = await together(super().dispatch(message), sleep(0), return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                logger.error("failed: %s", result)
# output
import logging
from asyncio import gather as together
from asyncio import sleep

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        results = await together(super().dispatch(message), sleep(0), return_exceptions=True)
        for result_ in results:
            if isinstance(result_, StopConsumer):
                raise result_
        for result in results:
            if isinstance(result, Exception):
                logger.error("failed: %s", result)
