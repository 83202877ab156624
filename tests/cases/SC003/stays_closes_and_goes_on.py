from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    stale = True

    async def dispatch(self, message):
        if self.stale:
            await self.close(code=4000)
        await super().dispatch(message)
