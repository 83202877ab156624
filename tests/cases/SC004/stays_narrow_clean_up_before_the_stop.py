from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        try:
            await self.channel_layer.group_discard(self.room, self.channel_name)
        except AttributeError:
            pass
        raise StopConsumer()
