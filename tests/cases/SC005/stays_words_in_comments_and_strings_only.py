from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        """Never `raise StopConsumer()` in a finally."""
        try:
            self.left = True
        finally:
            self.note = "raise StopConsumer()"  # raise StopConsumer()
