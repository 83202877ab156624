import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def dispatch(self, event):
        try:
            return await super().dispatch(event)
        except StopConsumer:
            raise
        except Exception as err:
            logger.warning("ignored %r", err)
            return None
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def dispatch(self, event):
        try:
            return await super().dispatch(event)
        except StopConsumer:
            raise
        except Exception as err:
            logger.warning("ignored %r", err)
            if event["type"] == "websocket.disconnect":
                raise StopConsumer() from err
            return None
