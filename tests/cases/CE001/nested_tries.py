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
from asyncio import CancelledError

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            try:
                await work()
            except CancelledError:
                cleaned.append("inner")
                raise
            except BaseException:
                cleaned.append("inner")
            finally:
                print("inner")
        except CancelledError:
            cleaned.append("outer")
            raise
        except:
            cleaned.append("outer")
