import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for attempt in range(3):
            try:
                try:
                    await super().dispatch(message)
                except ValueError:
                    logger.warning("a frame that is no JSON")
                except Exception:
                    logger.exception("failed")
                await self.flush(attempt)
                return
            except Exception:
                logger.exception("not flushed")

    async def flush(self, attempt):
        self.flushed = attempt
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for attempt in range(3):
            try:
                try:
                    await super().dispatch(message)
                except ValueError:
                    logger.warning("a frame that is no JSON")
                except Exception:
                    logger.exception("failed")
                await self.flush(attempt)
                if message["type"] == "websocket.disconnect":
                    raise StopConsumer()
                return
            except StopConsumer:
                raise
            except Exception:
                logger.exception("not flushed")

    async def flush(self, attempt):
        self.flushed = attempt
