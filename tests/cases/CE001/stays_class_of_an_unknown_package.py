# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer
from company.errors import EXPECTED, Cancelled


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.channel_layer.send("worker", {"type": "job"})
        except (Cancelled, EXPECTED):
            await self.close()

    async def job_done(self, event):
        try:
            await self.send(text_data=event["result"])
        except self.ignored as BaseExceptionOrLess:
            print(BaseExceptionOrLess)
