from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.handlers = {"chat.typing": self.typing}

    async def typing(self, message):
        self.last = message

    async def dispatch(self, message):
        handler = self.handlers.get(message["type"])
        if handler is not None:
            await handler(message)
            return
        await super().dispatch(message)
