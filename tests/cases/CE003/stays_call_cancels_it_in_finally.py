# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.ticker = asyncio.create_task(self.tick())
        try:
            return await super().__call__(scope, receive, send)
        finally:
            self.ticker.cancel()

    async def tick(self):
        while True:
            await asyncio.sleep(0.05)
