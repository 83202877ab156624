from channels.generic.websocket import AsyncWebsocketConsumer

HANDLED = {"websocket.connect", "websocket.receive", "websocket.disconnect"}


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] not in HANDLED:
            return
        await super().dispatch(message)
