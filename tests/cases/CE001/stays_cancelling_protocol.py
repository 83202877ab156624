# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def leave_early(seconds):
    own = asyncio.current_task()
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        if own is not None and own.cancelling() > 1:
            raise


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await leave_early(0)
