import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    failures = 0

    async def dispatch(self, message):
        for attempt in range(3):
            try:
                try:
                    await super().dispatch(message)
                except Exception as exc:
                    self.failures += attempt
                    if message["type"] == "websocket.disconnect":
                        raise StopConsumer() from exc
                return
            except StopConsumer:
                raise
            except Exception:
                logger.exception("failed")
