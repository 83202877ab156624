# flags: --unsafe-fixes
# oracle: none
from sockets import SocketConsumer


class Consumer(SocketConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard("all", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close()
