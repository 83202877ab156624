from channels.generic.websocket import AsyncWebsocketConsumer


class Careless:
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as exc:
            print("failed", exc)


class Consumer(AsyncWebsocketConsumer, Careless):
    pass
