# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def refresh_prices():
    while True:
        await asyncio.sleep(60)


def start():
    return asyncio.ensure_future(refresh_prices())


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        await self.send(text_data="prices are fresh")
