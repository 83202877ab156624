from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    rooms = {"lobby"}

    async def websocket_disconnect(self, message):
        try:
            await self.disconnect(message["code"])
        finally:
            try:
                self.rooms.clear()
            finally:
                self.left = True
        raise StopConsumer()
