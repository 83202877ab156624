from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "chat.typing":
            try:
                await self.typing(message)
            finally:
                return
        await super().dispatch(message)

    async def typing(self, message):
        self.last = message
