from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    attempts = 2

    async def dispatch(self, message):
        left = self.attempts
        while left:
            left -= 1
            try:
                return await super().dispatch(message)
            except ConnectionError:
                self.failed = left
