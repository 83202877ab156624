# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.forget()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await self.close()

    def forget(self):
        cleaned.append(self.channel_name)

    async def websocket_disconnect(self, message):
        await super().websocket_disconnect(message)
