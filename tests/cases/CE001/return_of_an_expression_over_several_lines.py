# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException:
            return (
                await self.leave("lobby")
                or await self.leave("hall")
            )
        await asyncio.sleep(0)

    async def leave(self, room):
        await asyncio.sleep(0)
        return room == "hall"
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            async def clean_up():
                (
                    await self.leave("lobby")
                    or await self.leave("hall")
                )

            await asyncio.shield(clean_up())
            raise
        except BaseException:
            return (
                await self.leave("lobby")
                or await self.leave("hall")
            )
        await asyncio.sleep(0)

    async def leave(self, room):
        await asyncio.sleep(0)
        return room == "hall"
