from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ignored = set()

    async def dispatch(self, message):
        if message["type"] in self.ignored:
            return
        await super().dispatch(message)
