from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    failed = False

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except:
            self.failed = True
            raise
