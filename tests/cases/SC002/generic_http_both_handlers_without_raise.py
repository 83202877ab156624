# oracle: http
from channels.generic.http import AsyncHttpConsumer


class Consumer(AsyncHttpConsumer):
    async def http_request(self, message):
        await self.send_response(204, b"")

    async def http_disconnect(self, message):
        print("done")
# output
from channels.generic.http import AsyncHttpConsumer


class Consumer(AsyncHttpConsumer):
    async def http_request(self, message):
        await self.send_response(204, b"")

    async def http_disconnect(self, message):
        print("done")
        await super().http_disconnect(message)
