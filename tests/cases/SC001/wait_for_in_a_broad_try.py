import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            return await asyncio.wait_for(super().dispatch(message), timeout=30)
        except asyncio.TimeoutError:
            logger.warning("too slow")
        except Exception:
            logger.exception("failed")
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            return await asyncio.wait_for(super().dispatch(message), timeout=30)
        except asyncio.TimeoutError:
            logger.warning("too slow")
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")
