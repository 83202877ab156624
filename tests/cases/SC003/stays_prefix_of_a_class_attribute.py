from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    prefix = "internal."

    async def dispatch(self, message):
        if message["type"].startswith(self.prefix):
            return
        await super().dispatch(message)
