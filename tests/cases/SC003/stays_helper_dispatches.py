from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    paused = True

    async def dispatch(self, message):
        if self.paused:
            await self._pass_on(message)
            return
        await super().dispatch(message)

    async def _pass_on(self, message):
        await super().dispatch(message)
