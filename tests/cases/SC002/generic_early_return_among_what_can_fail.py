# oracle: websocket-error
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        user = self.scope.get("users")["current"]
        if user is None:
            return
        await self.channel_layer.group_discard(user, self.channel_name)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            user = self.scope.get("users")["current"]
            if user is None:
                raise StopConsumer()
            await self.channel_layer.group_discard(user, self.channel_name)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()
