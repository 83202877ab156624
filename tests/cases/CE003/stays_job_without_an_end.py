# flags: --unsafe-fixes
# oracle: none
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from channels.generic.websocket import AsyncWebsocketConsumer

pool = ThreadPoolExecutor(4)


def poll():
    while True:
        time.sleep(1)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        pool.submit(poll)
        asyncio.get_running_loop().run_in_executor(None, poll)
