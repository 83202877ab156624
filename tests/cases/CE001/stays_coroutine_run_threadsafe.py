import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def notify(self):
        try:
            await self.send(text_data="changed")
        except:
            print("not notified")

    def file_changed(self, path):
        asyncio.run_coroutine_threadsafe(self.notify(), self.loop)

    async def connect(self):
        self.loop = asyncio.get_running_loop()
        await self.accept()
