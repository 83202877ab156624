# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._ticker = None

    async def connect(self):
        await self.accept()
        self._ticker = asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        self._stop_ticking()

    def _stop_ticking(self):
        ticker, self._ticker = self._ticker, None
        if ticker is not None:
            ticker.cancel()
