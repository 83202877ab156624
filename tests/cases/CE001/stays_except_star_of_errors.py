# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def fetch(number):
    if number:
        raise ValueError(number)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            async with asyncio.TaskGroup() as group:
                for number in range(2):
                    group.create_task(fetch(number))
        except* ValueError as errors:
            await self.send(text_data=str(errors.exceptions))
