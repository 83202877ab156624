import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    failures = 0

    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except StopConsumer:
                raise
            except Exception as exc:
                self.failures += 1
                if message["type"] == "websocket.disconnect":
                    raise StopConsumer() from exc
                return
            self.failures = 0
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")

    async def disconnect(self, code):
        await self.leave()

    async def leave(self):
        self.left = True
