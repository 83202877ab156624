# flags: --unsafe-fixes
# oracle: none
from djangochannelsrestframework.consumers import AsyncAPIConsumer


class Consumer(AsyncAPIConsumer):
    groups = ["orders"]

    async def disconnect(self, code):
        await self.channel_layer.group_discard("more", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close()
