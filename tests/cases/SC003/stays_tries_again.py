from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    attempts = 2

    async def dispatch(self, message):
        for attempt in range(1, self.attempts + 1):
            try:
                return await super().dispatch(message)
            except ConnectionError:
                self.failed = attempt
