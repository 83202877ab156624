# oracle: none
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def thumbnail_make(self, message):
        try:
            await self.make(message["path"])
        finally:
            raise StopConsumer()

    async def make(self, path):
        self.path = path
