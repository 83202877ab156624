# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        tasks = {asyncio.create_task(self.tick()), asyncio.create_task(asyncio.sleep(0.02))}
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.01)
