from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        match message:
            case {"sender": sender} if sender == self.channel_name:
                return
        await super().dispatch(message)
