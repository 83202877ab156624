from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    user_id = None

    async def dispatch(self, message):
        for user in message.get("users", ()):
            if user == self.user_id:
                return
        await super().dispatch(message)
