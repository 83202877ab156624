# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


async def release():
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def serve(name):
    try:
        await work()
    except BaseException:
        for part in (name, "rest"):
            await release()
            cleaned.append(part)
        return None
    return name


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=await serve("feed") or "nothing")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


async def release():
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def serve(name):
    try:
        await work()
    except asyncio.CancelledError:
        async def clean_up():
            for part in (name, "rest"):
                await release()
                cleaned.append(part)

        await asyncio.shield(clean_up())
        raise
    except BaseException:
        for part in (name, "rest"):
            await release()
            cleaned.append(part)
        return None
    return name


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=await serve("feed") or "nothing")
