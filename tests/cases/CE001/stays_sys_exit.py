# oracle: none
import asyncio

from channels.consumer import AsyncConsumer


class Worker(AsyncConsumer):
    async def thumbnail_make(self, message):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            raise SystemExit(1)
