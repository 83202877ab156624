# oracle: tasks
import asyncio
import time

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        loop = asyncio.get_running_loop()
        text = await loop.run_in_executor(None, self.compute, text_data)
        await self.send(text_data=text)

    def compute(self, text):
        time.sleep(0.01)
        return text
