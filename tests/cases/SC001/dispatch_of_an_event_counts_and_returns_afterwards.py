import collections
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
COUNTS = collections.Counter()


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, event):
        try:
            await super().dispatch(event)
        except Exception:
            logger.exception("consumer failed")
        COUNTS.update([event["type"]])
        return
# output
import collections
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
COUNTS = collections.Counter()


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, event):
        try:
            await super().dispatch(event)
        except Exception:
            logger.exception("consumer failed")
        COUNTS.update([event["type"]])
        if event["type"] == "websocket.disconnect":
            raise StopConsumer()
        return
