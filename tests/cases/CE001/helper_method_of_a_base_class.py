# oracle: cancelled
from channels.generic.websocket import AsyncJsonWebsocketConsumer


async def work():
    pass


class Base(AsyncJsonWebsocketConsumer):
    async def run(self, name):
        try:
            await work()
        except BaseException:
            print(name, "failed")


class Consumer(Base):
    async def receive_json(self, content, **kwargs):
        await super().run(content.get("name"))
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


async def work():
    pass


class Base(AsyncJsonWebsocketConsumer):
    async def run(self, name):
        try:
            await work()
        except asyncio.CancelledError:
            print(name, "failed")
            raise
        except BaseException:
            print(name, "failed")


class Consumer(Base):
    async def receive_json(self, content, **kwargs):
        await super().run(content.get("name"))
