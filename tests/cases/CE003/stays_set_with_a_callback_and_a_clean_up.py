# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.running = set()
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        task = asyncio.create_task(self.repeat(text_data))
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def repeat(self, text):
        while True:
            await self.send(text_data=text)
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        running = list(self.running)
        [task.cancel() for task in running]
