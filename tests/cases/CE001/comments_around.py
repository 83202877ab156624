# oracle: cancelled
import asyncio  # the loop

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        # try hard
        try:
            await work()  # may take long
        # whatever happens
        except BaseException:  # noqa
            # say so
            print("failed")
            # and go on
        # the end
        print("done")
# output
import asyncio  # the loop

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        # try hard
        try:
            await work()  # may take long
        except asyncio.CancelledError:
            print("failed")
            raise
        # whatever happens
        except BaseException:  # noqa
            # say so
            print("failed")
            # and go on
        # the end
        print("done")
