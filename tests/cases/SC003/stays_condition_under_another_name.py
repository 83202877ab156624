from channels.generic.websocket import AsyncWebsocketConsumer

DISCONNECT = "websocket.disconnect"


class Consumer(AsyncWebsocketConsumer):
    muted = True

    async def dispatch(self, message):
        leaves = message["type"] == DISCONNECT
        if not leaves and self.muted:
            return None
        return await super().dispatch(message)
