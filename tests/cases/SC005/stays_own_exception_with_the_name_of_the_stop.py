from channels.generic.websocket import AsyncWebsocketConsumer


class StopConsumer(Exception):
    """Not the one of Channels."""


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        try:
            await self.leave()
        finally:
            raise StopConsumer()

    async def leave(self):
        self.left = True
