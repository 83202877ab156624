# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work(file):
    file.write("line")


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        log = open("/dev/null", "a")
        try:
            await work(log)
        except BaseException:
            print("failed")
        log.close()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work(file):
    file.write("line")


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with open("/dev/null", "a") as log:
            try:
                await work(log)
            except asyncio.CancelledError:
                print("failed")
                raise
            except BaseException:
                print("failed")
