# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


async def fetch(name):
    try:
        return await work()
    except:
        return name


async def fetch_all(names):
    return [await fetch(name) for name in names]


class Consumer(AsyncWebsocketConsumer):
    async def chat_message(self, event):
        await self.send(text_data=str(await fetch_all(event["names"])))

    async def receive(self, text_data=None, bytes_data=None):
        await self.chat_message({"names": ["a", "b"]})
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


async def fetch(name):
    try:
        return await work()
    except asyncio.CancelledError:
        raise
    except:
        return name


async def fetch_all(names):
    return [await fetch(name) for name in names]


class Consumer(AsyncWebsocketConsumer):
    async def chat_message(self, event):
        await self.send(text_data=str(await fetch_all(event["names"])))

    async def receive(self, text_data=None, bytes_data=None):
        await self.chat_message({"names": ["a", "b"]})
