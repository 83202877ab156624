from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True

    async def receive(self, text_data=None, bytes_data=None):
        if self.muted:
            return
        await self.send(text_data=text_data)

    async def disconnect(self, code):
        if self.muted:
            return
        self.left = True
