from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_connect(self, message):
        try:
            await self.accept()
        except Exception:
            raise StopConsumer() from None
        finally:
            self.accepted = True
