# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        for attempt in range(1, 4):
            try:
                await work()
            except BaseException as error:
                if attempt == 3:
                    raise
                print("attempt", attempt, error)
                await asyncio.sleep(0.01 * attempt)
            else:
                return
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        for attempt in range(1, 4):
            try:
                await work()
            except asyncio.CancelledError as error:
                if attempt == 3:
                    raise
                print("attempt", attempt, error)
                raise
            except BaseException as error:
                if attempt == 3:
                    raise
                print("attempt", attempt, error)
                await asyncio.sleep(0.01 * attempt)
            else:
                return
