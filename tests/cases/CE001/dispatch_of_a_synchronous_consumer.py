# oracle: cancelled
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer


async def work():
    pass


class Consumer(WebsocketConsumer):
    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.receive":
                await work()
            await super().dispatch(message)
        except StopConsumer:
            raise
        except:
            print("failed")
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer


async def work():
    pass


class Consumer(WebsocketConsumer):
    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.receive":
                await work()
            await super().dispatch(message)
        except StopConsumer:
            raise
        except asyncio.CancelledError:
            print("failed")
            raise
        except:
            print("failed")
