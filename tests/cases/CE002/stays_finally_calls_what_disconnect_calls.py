# flags: --unsafe-fixes
# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


def forget(name):
    cleaned.append(name)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        self.forget()

    def forget(self):
        forget(self.channel_name)

    async def dispatch(self, message):
        done = False
        try:
            await super().dispatch(message)
            done = True
        finally:
            if not done:
                self.forget()
