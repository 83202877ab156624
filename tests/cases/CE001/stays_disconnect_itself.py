# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def farewell():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        try:
            await farewell()
        except asyncio.CancelledError:
            print("no farewell")
        except BaseException as error:
            print("no farewell", error)
