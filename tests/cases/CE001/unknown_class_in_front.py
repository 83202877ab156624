# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    expected = (KeyError,)

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except ValueError:
            print("wrong value")
        except self.expected:
            raise
        except BaseException:
            await self.close()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    expected = (KeyError,)

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except ValueError:
            print("wrong value")
        except self.expected:
            raise
        except asyncio.CancelledError:
            raise
        except BaseException:
            await self.close()
