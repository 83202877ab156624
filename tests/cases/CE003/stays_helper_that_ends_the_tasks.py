# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def end_tasks(consumer):
    for task in consumer.tasks:
        task.cancel()


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.tasks = [asyncio.create_task(self.tick())]

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        await end_tasks(self)
