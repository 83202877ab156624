# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            try:
                await work()
            except BaseException:
                cleaned.append("inner")
            finally:
                print("inner")
        except:
            cleaned.append("outer")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            try:
                await work()
            except asyncio.CancelledError:
                cleaned.append("inner")
                raise
            except BaseException:
                cleaned.append("inner")
            finally:
                print("inner")
        except asyncio.CancelledError:
            cleaned.append("outer")
            raise
        except:
            cleaned.append("outer")
