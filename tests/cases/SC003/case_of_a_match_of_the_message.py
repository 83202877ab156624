from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        match message:
            case {"type": "websocket.disconnect", "code": 1006}:
                return
            case {"type": "websocket.disconnect"}:
                self.left = True
                return
        await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        match message:
            case {"type": "websocket.disconnect", "code": 1006}:
                return await super().dispatch(message)
            case {"type": "websocket.disconnect"}:
                self.left = True
                return await super().dispatch(message)
        await super().dispatch(message)
