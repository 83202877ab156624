from logging import getLogger as get_logger

from channels.consumer import AsyncConsumer

audit = get_logger("audit")


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.channel_layer.group_discard("room", self.channel_name)
# output
from logging import getLogger as get_logger

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

audit = get_logger("audit")


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        try:
            await self.channel_layer.group_discard("room", self.channel_name)
        except Exception:
            audit.exception("clean-up after the disconnect failed")
        raise StopConsumer()
