# oracle: http
from channels.generic.http import AsyncHttpConsumer


class Consumer(AsyncHttpConsumer):
    async def dispatch(self, message):
        if message["type"] == "http.disconnect":
            return
        await super().dispatch(message)

    async def handle(self, body):
        await self.send_response(200, b"done")
