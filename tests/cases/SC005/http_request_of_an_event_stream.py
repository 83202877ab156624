# oracle: http-error
from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await work()
        await self.send_response(200, b"done")

    async def http_request(self, message):
        if "body" in message:
            self.body.append(message["body"])
        if not message.get("more_body"):
            try:
                await self.handle(b"".join(self.body))
            finally:
                await self.disconnect()
                raise StopConsumer()
# output
from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer


async def work():
    """Stands for what may fail."""


class Consumer(AsyncHttpConsumer):
    async def handle(self, body):
        await work()
        await self.send_response(200, b"done")

    async def http_request(self, message):
        if "body" in message:
            self.body.append(message["body"])
        if not message.get("more_body"):
            try:
                await self.handle(b"".join(self.body))
            finally:
                await self.disconnect()
            raise StopConsumer()
