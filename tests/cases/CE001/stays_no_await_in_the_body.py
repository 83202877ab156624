import json

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            content = json.loads(text_data)
        except:
            await self.send(text_data="not JSON")
            return
        await self.send(text_data=json.dumps(content))
