import asyncio
from typing import Optional

from channels.generic.websocket import AsyncWebsocketConsumer


async def wait_quietly(tasks: "list[asyncio.Task]") -> None:
    for task in tasks:
        task.cancel()
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        pass


class Consumer(AsyncWebsocketConsumer):
    _job: Optional[asyncio.Task] = None

    async def receive(self, text_data=None, bytes_data=None):
        self._job = asyncio.create_task(asyncio.sleep(60))
        await wait_quietly([self._job])
        await self.send(text_data="quiet")
