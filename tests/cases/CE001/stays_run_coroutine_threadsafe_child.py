import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        loop = asyncio.get_running_loop()
        future = asyncio.run_coroutine_threadsafe(asyncio.sleep(60), loop)
        future.cancel()
        try:
            await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            await self.send(text_data="not computed")
