# oracle: http
from channels.generic.http import AsyncHttpConsumer


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await self.send_response(200, b"ok")

    async def http_disconnect(self, message):
        print("done")
