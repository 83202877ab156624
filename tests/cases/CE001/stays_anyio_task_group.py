# oracle: none
import anyio
from asyncio import CancelledError

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def _listen(self):
        try:
            await anyio.sleep(10)
        except CancelledError:
            print("stopped")

    async def receive(self, text_data=None, bytes_data=None):
        async with anyio.create_task_group() as group:
            group.start_soon(self._listen)
