from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            await self.leave()
        finally:
            raise RuntimeError("gone")

    async def leave(self):
        self.left = True
