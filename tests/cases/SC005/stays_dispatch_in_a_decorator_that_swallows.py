from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


def counting(function):
    async def wrapper(self, message):
        self.count = getattr(self, "count", 0) + 1
        try:
            await function(self, message)
        except ValueError:
            self.count = 0

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @counting
    async def dispatch(self, message):
        await super().dispatch(message)

    async def websocket_disconnect(self, message):
        try:
            await self.close()
        finally:
            raise StopConsumer()
