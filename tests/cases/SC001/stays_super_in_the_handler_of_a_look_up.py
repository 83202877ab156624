from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    routes = {}

    async def dispatch(self, message):
        try:
            route = self.routes[message["type"]]
        except Exception:
            await super().dispatch(message)
        else:
            await route(message)
