from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.accepts = lambda message: message["type"].startswith("websocket.")

    async def dispatch(self, message):
        if not self.accepts(message):
            return
        await super().dispatch(message)
