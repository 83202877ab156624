# oracle: none
from asyncio import CancelledError

from anyio import move_on_after, sleep
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with move_on_after(2):
            try:
                await sleep(10)
            except CancelledError:
                self.late = True
