from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message.get("sender_channel") == self.channel_name:
            return
        await super().dispatch(message)
