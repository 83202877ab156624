# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio
from contextlib import asynccontextmanager

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []
online = {}


async def work():
    await asyncio.sleep(0)


@asynccontextmanager
async def presence(consumer):
    online[id(consumer)] = consumer
    try:
        yield
    finally:
        leave(consumer)


def leave(consumer):
    if online.pop(id(consumer), None):
        cleaned.append(consumer.channel_name)


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        async with presence(self):
            await super().__call__(scope, receive, send)

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        leave(self)
