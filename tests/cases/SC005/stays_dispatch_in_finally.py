from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await self.note(message["type"])
        finally:
            await super().dispatch(message)

    async def note(self, kind):
        self.last = kind
