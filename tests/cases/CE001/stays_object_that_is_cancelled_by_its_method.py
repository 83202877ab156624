import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Job:
    def __init__(self):
        self.cancelled = asyncio.get_running_loop().create_future()

    def cancel(self):
        self.cancelled.cancel()

    def wait(self):
        return self.cancelled


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        job = Job()
        job.cancel()
        try:
            await job.wait()
        except asyncio.CancelledError:
            await self.send(text_data="the job is off")
