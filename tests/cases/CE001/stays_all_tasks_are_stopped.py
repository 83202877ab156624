# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        for task in asyncio.all_tasks():
            if task.get_name().startswith(self.channel_name):
                task.cancel()
                try:
                    await task
                except asyncio.CancelledError:
                    pass
