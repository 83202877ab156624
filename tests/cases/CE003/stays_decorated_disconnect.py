# flags: --unsafe-fixes
# oracle: tasks
import asyncio
import functools

from channels.generic.websocket import AsyncWebsocketConsumer


def ends_tasks(method):
    @functools.wraps(method)
    async def wrapper(self, *args):
        self.ticker.cancel()
        return await method(self, *args)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    @ends_tasks
    async def disconnect(self, code):
        print(code)
