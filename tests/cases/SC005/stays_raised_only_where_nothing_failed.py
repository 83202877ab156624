from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        done = False
        try:
            await self.disconnect(message["code"])
            done = True
        finally:
            if done:
                raise StopConsumer()
