from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        echo = "sender" in message and message["sender"] == self.channel_name
        if echo:
            return
        await super().dispatch(message)
