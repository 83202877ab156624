from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def dispatch(self, message):
        if message["type"] == "chat.typing":
            return self.typing(message)
        return super().dispatch(message)

    async def typing(self, message):
        self.last = message
