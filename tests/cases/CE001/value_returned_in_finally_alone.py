# oracle: cancelled
# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def run(self):
        status = "failed"
        try:
            await work()
            status = "done"
        finally:
            # whatever it came to
            return status

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=await self.run())
# output
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def run(self):
        status = "failed"
        await work()
        status = "done"
        # whatever it came to
        return status

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=await self.run())
