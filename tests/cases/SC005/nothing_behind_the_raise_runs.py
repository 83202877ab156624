# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        async with self.lock():
            try:
                await work()
            finally:
                await self.save()
                raise StopConsumer()
        await self.never()

    def lock(self):
        import contextlib

        return contextlib.AsyncExitStack()

    async def save(self):
        self.saved = True

    async def never(self):
        raise RuntimeError("unreachable")
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        async with self.lock():
            try:
                await work()
            finally:
                await self.save()
            raise StopConsumer()
        await self.never()

    def lock(self):
        import contextlib

        return contextlib.AsyncExitStack()

    async def save(self):
        self.saved = True

    async def never(self):
        raise RuntimeError("unreachable")
