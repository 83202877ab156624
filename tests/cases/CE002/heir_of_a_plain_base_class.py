# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class ApiConsumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        self.last = message["type"]
        await super().dispatch(message)

    async def answer(self, **values):
        await self.send_json(values)


class Consumer(ApiConsumer):
    async def receive_json(self, content, **kwargs):
        await work()
        await self.answer(ok=True)

    async def disconnect(self, code):
        cleaned.append(code)
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class ApiConsumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        self.last = message["type"]
        await super().dispatch(message)

    async def answer(self, **values):
        await self.send_json(values)


class Consumer(ApiConsumer):
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
        await self.answer(ok=True)

    async def disconnect(self, code):
        cleaned.append(code)
