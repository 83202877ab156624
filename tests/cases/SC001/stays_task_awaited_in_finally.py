import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        try:
            with contextlib.suppress(Exception):
                await self.note()
        finally:
            await task

    async def note(self):
        raise ValueError
