# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []; other = 1


async def work(): return 1


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try: await work(); print("done")
        except BaseException as e: cleaned.append(1); print(e); return
        finally: print("end")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []; other = 1


async def work(): return 1


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try: await work(); print("done")
        except asyncio.CancelledError as e:
            cleaned.append(1)
            print(e)
            raise
        except BaseException as e: cleaned.append(1); print(e); return
        finally: print("end")
