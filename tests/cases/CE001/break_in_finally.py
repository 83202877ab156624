# oracle: cancelled
# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        for number in range(2):
            try:
                await work()
            finally:
                print("turn", number)
                break
# output
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        for number in range(2):
            try:
                await work()
            finally:
                print("turn", number)
            break
