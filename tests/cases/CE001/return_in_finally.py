# oracle: cancelled
# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        finally:
            cleaned.append("receive")
            return
# output
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        finally:
            cleaned.append("receive")
