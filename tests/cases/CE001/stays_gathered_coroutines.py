import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def fetch(url):
    try:
        return await asyncio.sleep(0, url)
    except asyncio.CancelledError:
        return None


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await asyncio.gather(fetch("a"), *[fetch(url) for url in ("b", "c")])
