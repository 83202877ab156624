# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def safely(awaitable):
    try:
        return await awaitable
    except BaseException as error:
        print("failed:", error)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        job = asyncio.ensure_future(asyncio.sleep(60))
        asyncio.get_running_loop().call_later(0.01, job.cancel)
        await safely(job)
        await safely(asyncio.sleep(0))
