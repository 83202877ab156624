from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            self.closed = await self.close_files()
        finally:
            try:
                await super().websocket_disconnect(message)
            except StopConsumer:
                pass
        raise StopConsumer()

    async def close_files(self):
        return True
