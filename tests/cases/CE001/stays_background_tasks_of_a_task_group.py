# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def _fetch(self, number):
        try:
            await asyncio.sleep(number)
        except asyncio.CancelledError:
            print("not fetched", number)

    async def receive(self, text_data=None, bytes_data=None):
        async with asyncio.TaskGroup() as group:
            for number in range(3):
                group.create_task(self._fetch(number))
