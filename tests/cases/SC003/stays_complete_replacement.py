# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.connect":
            await self.accept()
        elif message["type"] == "websocket.receive":
            await self.send(text_data=message["text"])
