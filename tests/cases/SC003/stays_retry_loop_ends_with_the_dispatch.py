from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        while True:
            try:
                await super().dispatch(message)
            except ConnectionError:
                continue
            return
