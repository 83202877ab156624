import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        coroutines = [super().dispatch(message), asyncio.sleep(0)]
        results = await asyncio.gather(*coroutines, return_exceptions=True)
        failures = [result for result in results if isinstance(result, Exception)]
        if failures:
            logger.error("%d failed, first: %s", len(failures), failures[0])
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        coroutines = [super().dispatch(message), asyncio.sleep(0)]
        results = await asyncio.gather(*coroutines, return_exceptions=True)
        for result_ in results:
            if isinstance(result_, StopConsumer):
                raise result_
        failures = [result for result in results if isinstance(result, Exception)]
        if failures:
            logger.error("%d failed, first: %s", len(failures), failures[0])
