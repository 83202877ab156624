import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

background = set()


def spawn(coroutine):
    task = asyncio.ensure_future(coroutine)
    background.add(task)
    task.add_done_callback(background.discard)
    return task


class Consumer(AsyncWebsocketConsumer):
    async def _remind(self):
        try:
            await asyncio.sleep(0.01)
            await self.send(text_data="reminder")
        except asyncio.CancelledError:
            pass

    async def receive(self, text_data=None, bytes_data=None):
        spawn(self._remind())
