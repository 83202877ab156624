import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from channels.generic.websocket import AsyncWebsocketConsumer

pool = ThreadPoolExecutor(1)


class Consumer(AsyncWebsocketConsumer):
    def compute(self, text):
        try:
            time.sleep(0.01)
            return text
        except BaseException:
            return ""

    async def receive(self, text_data=None, bytes_data=None):
        loop = asyncio.get_running_loop()
        await self.send(text_data=await loop.run_in_executor(pool, self.compute, "answer"))
