# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class ErrorsShown:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        if kind is not None and issubclass(kind, Exception):
            print("failed:", error)
            return True
        return False


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with ErrorsShown():
            await work()
        await self.send(text_data="done")
