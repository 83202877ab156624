# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def poll(consumer, seconds):
    try:
        while True:
            await asyncio.sleep(seconds)
            await consumer.send(text_data="poll")
    except BaseException:
        return


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.poll = asyncio.ensure_future(poll(self, 1))

    async def disconnect(self, code):
        self.poll.cancel()
        await self.poll
