# oracle: none
from channels.consumer import AsyncConsumer


class Consumer(AsyncConsumer):
    paused = False

    async def dispatch(self, message):
        if self.paused:
            return
        await super().dispatch(message)

    async def thumbnail_make(self, message):
        self.last = message
