from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    failed = False

    async def websocket_disconnect(self, message):
        try:
            if message["code"] == 1006:
                return
            await self.disconnect(message["code"])
        except Exception:
            await self.close()
        finally:
            self.closed = True
            raise StopConsumer()
