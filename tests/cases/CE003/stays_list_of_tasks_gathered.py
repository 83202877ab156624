# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        tasks = []
        for name in ("a", "b", "c"):
            tasks.append(asyncio.create_task(self.answer(name)))
        for task in asyncio.as_completed(tasks):
            await task

    async def answer(self, name):
        await self.send_json({"name": name})
