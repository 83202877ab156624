from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.next = super().dispatch

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await self.next(message)
            return
        await super().dispatch(message)
