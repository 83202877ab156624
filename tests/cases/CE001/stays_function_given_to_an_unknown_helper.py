# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer
from company.retries import retried


class Consumer(AsyncWebsocketConsumer):
    async def _fetch(self, url):
        try:
            await self.send(text_data=url)
        except BaseException:
            print("not fetched", url)

    async def receive(self, text_data=None, bytes_data=None):
        await retried(self._fetch, text_data)
