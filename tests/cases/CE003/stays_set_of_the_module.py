# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

background_tasks = set()


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        task = asyncio.create_task(self.tick())
        background_tasks.add(task)
        task.add_done_callback(background_tasks.discard)

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(1)
