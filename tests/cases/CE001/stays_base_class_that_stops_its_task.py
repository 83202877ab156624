import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Background(AsyncWebsocketConsumer):
    async def connect(self):
        self.job = asyncio.create_task(asyncio.sleep(60))
        await super().connect()

    async def stop_job(self):
        self.job.cancel()
        return await self.job


class Consumer(Background):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await super().stop_job()
        except:
            await self.send(text_data="stopped")
