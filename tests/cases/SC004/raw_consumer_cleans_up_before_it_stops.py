import logging

from channels import exceptions
from channels.consumer import AsyncConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.channel_layer.group_discard(self.room, self.channel_name)
        raise exceptions.StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except exceptions.StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels import exceptions
from channels.consumer import AsyncConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.channel_layer.group_discard(self.room, self.channel_name)
        raise exceptions.StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except exceptions.StopConsumer:
            raise
        except Exception as exc:
            logger.exception("consumer failed")
            if message["type"] == "websocket.disconnect":
                raise exceptions.StopConsumer() from exc
