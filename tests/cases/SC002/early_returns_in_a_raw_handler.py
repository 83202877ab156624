import logging

from channels.consumer import AsyncConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    room = None

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        if event["code"] == 1006: return  # the usual way
        if self.room:
            await self.channel_layer.group_discard(self.room, self.channel_name)
            return
        print("never in a room")
# output
import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    room = None

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        if event["code"] == 1006: raise StopConsumer()  # the usual way
        try:
            if self.room:
                await self.channel_layer.group_discard(self.room, self.channel_name)
                raise StopConsumer()
            print("never in a room")
        except StopConsumer:
            raise
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()
