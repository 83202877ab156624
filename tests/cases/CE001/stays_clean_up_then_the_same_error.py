# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        error = None
        try:
            await work()
        except BaseException as exc:
            error = exc
        cleaned.append("slot")
        if error is not None:
            raise error
