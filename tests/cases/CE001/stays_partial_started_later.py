import asyncio
from functools import partial

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def _fetch(self, url):
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            print("never fetched", url)

    async def receive(self, text_data=None, bytes_data=None):
        job = partial(self._fetch, "https://example.org")
        asyncio.ensure_future(job())
