import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Session:
    task = None

    def begin(self):
        self.task = asyncio.ensure_future(asyncio.sleep(60))

    async def finish(self):
        if self.task:
            self.task.cancel()
            await self.task


SESSIONS = [Session()]


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        session = SESSIONS[0]
        session.begin()
        try:
            await session.finish()
        except asyncio.CancelledError:
            await self.send(text_data="finished")
