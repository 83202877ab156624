# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    def __init__(self):
        super().__init__()
        self.subscriptions = {}

    async def receive_json(self, content, **kwargs):
        topic = content.get("topic", "all")
        if topic not in self.subscriptions:
            self.subscriptions[topic] = asyncio.create_task(self.publish(topic))

    async def publish(self, topic):
        while True:
            await self.send_json({"topic": topic})
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    def __init__(self):
        super().__init__()
        self.subscriptions = {}

    async def receive_json(self, content, **kwargs):
        topic = content.get("topic", "all")
        if topic not in self.subscriptions:
            self.subscriptions[topic] = asyncio.create_task(self.publish(topic))

    async def disconnect(self, code):
        for task in list(self.subscriptions.values()):
            task.cancel()
        for task in list(self.subscriptions.values()):
            with suppress(asyncio.CancelledError):
                await task

    async def publish(self, topic):
        while True:
            await self.send_json({"topic": topic})
            await asyncio.sleep(0.05)
