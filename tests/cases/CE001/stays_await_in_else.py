# oracle: cancelled
import asyncio
import json

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            content = json.loads(text_data)
        except BaseException:
            content = {}
        else:
            await work()
        await self.send(text_data=str(content))
