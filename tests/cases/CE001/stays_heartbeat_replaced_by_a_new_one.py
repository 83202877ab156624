import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    heartbeat = None

    async def connect(self):
        await self.restart()
        await self.accept()

    async def restart(self):
        previous, self.heartbeat = self.heartbeat, asyncio.create_task(self.beat())
        if previous is not None:
            previous.cancel()
            try:
                await previous
            except asyncio.CancelledError:
                pass

    async def beat(self):
        while True:
            await asyncio.sleep(30)
            await self.send("beat")

    async def disconnect(self, code):
        self.heartbeat.cancel()
        results = await asyncio.gather(self.heartbeat, return_exceptions=True)
        assert isinstance(results[0], asyncio.CancelledError)
