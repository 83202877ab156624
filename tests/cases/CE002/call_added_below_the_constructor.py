# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncJsonWebsocketConsumer):
    """One player."""

    limit = 10

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.points = 0

    async def receive_json(self, content, **kwargs):
        await work()
        self.points += 1

    async def disconnect(self, code):
        cleaned.append(self.points)
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncJsonWebsocketConsumer):
    """One player."""

    limit = 10

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.points = 0

    async def __call__(self, scope, receive, send):
        self.message_type = None
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if self.message_type not in (None, "websocket.disconnect"):
                await self.disconnect(1006)
            raise

    async def dispatch(self, message):
        self.message_type = message["type"]
        await super().dispatch(message)

    async def receive_json(self, content, **kwargs):
        await work()
        self.points += 1

    async def disconnect(self, code):
        cleaned.append(self.points)
