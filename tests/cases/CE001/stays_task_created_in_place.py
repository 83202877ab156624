import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        if (job := getattr(self, "job", None)) is not None:
            job.cancel()
            try:
                await job
            except asyncio.CancelledError:
                pass
        self.job = asyncio.get_running_loop().create_task(asyncio.sleep(0))
