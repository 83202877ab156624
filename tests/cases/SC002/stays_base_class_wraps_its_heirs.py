from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class EndingConsumer(AsyncConsumer):
    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        handler = cls.websocket_disconnect

        async def run(self, message):
            await handler(self, message)
            raise StopConsumer()

        setattr(cls, "websocket_disconnect", run)


class Consumer(EndingConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        print("left")
