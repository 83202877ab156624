from channels.generic.websocket import AsyncWebsocketConsumer


class Throttled:
    calls = 5

    async def dispatch(self, message):
        if self.calls > 5:
            return
        await super().dispatch(message)


class Consumer(AsyncWebsocketConsumer):
    pass
