# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work(file):
    file.write("line")


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        log = open("/dev/null", "a")
        try:
            await work(log)
            log.close()
        except BaseException as error:
            log.close()
            print("failed", error)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work(file):
    file.write("line")


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        log = open("/dev/null", "a")
        try:
            await work(log)
            log.close()
        except asyncio.CancelledError as error:
            log.close()
            print("failed", error)
            raise
        except BaseException as error:
            log.close()
            print("failed", error)
