from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            await self.disconnect(message["code"])
        except:
            print("the clean-up failed")
        raise StopConsumer()
