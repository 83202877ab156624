import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Within:
    def __init__(self, seconds):
        self.seconds = seconds

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        self.handle = loop.call_later(self.seconds, asyncio.current_task().cancel)

    async def __aexit__(self, *details):
        self.handle.cancel()


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with Within(0.01):
            try:
                await asyncio.sleep(0.05)
            except asyncio.CancelledError:
                await self.send(text_data="too slow")
