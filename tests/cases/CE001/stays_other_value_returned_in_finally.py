# oracle: none
# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return "answer"


class Consumer(AsyncWebsocketConsumer):
    async def run(self):
        try:
            return await work()
        finally:
            return self.last

    async def receive(self, text_data=None, bytes_data=None):
        self.last = text_data
        await self.send(text_data=await self.run())
