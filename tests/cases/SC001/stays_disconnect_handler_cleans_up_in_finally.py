from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    open = True

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        finally:
            self.open = False
