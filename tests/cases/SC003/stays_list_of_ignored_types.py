from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ignored = {"chat.typing", "chat.seen"}

    async def dispatch(self, message):
        if message["type"] in self.ignored:
            return
        await super().dispatch(message)
