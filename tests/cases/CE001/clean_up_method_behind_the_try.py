# oracle: cancelled
from asyncio import CancelledError, sleep

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


async def release():
    await sleep(0)
    await sleep(0)


class Feed:
    async def shut_down(self, name):
        await release()
        cleaned.append(name)


class Consumer(Feed, AsyncWebsocketConsumer):
    name = "feed"

    async def receive(self, text_data=None, bytes_data=None):
        await self.follow()
        await self.send(text_data="end")

    async def follow(self):
        rounds = 0
        try:
            await work()
        except (ValueError, CancelledError):
            rounds += 1
        await self.shut_down(self.name)
        return rounds
# output
from asyncio import CancelledError, shield, sleep

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


async def release():
    await sleep(0)
    await sleep(0)


class Feed:
    async def shut_down(self, name):
        await release()
        cleaned.append(name)


class Consumer(Feed, AsyncWebsocketConsumer):
    name = "feed"

    async def receive(self, text_data=None, bytes_data=None):
        await self.follow()
        await self.send(text_data="end")

    async def follow(self):
        rounds = 0
        try:
            await work()
        except CancelledError:
            await shield(self.shut_down(self.name))
            raise
        except ValueError:
            rounds += 1
        await self.shut_down(self.name)
        return rounds
