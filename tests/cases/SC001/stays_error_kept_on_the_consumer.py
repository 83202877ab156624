from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    error = None

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as exc:
            self.error = exc
        if self.error is not None:
            raise self.error
