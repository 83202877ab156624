# oracle: http-error
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer as Stop


async def work():
    """Stands for what may fail."""


class Consumer(AsyncConsumer):
    async def http_request(self, message):
        await self.send({"type": "http.response.start", "status": 204, "headers": []})
        await self.send({"type": "http.response.body", "body": b""})

    async def http_disconnect(self, message):
        try:
            await work()
        finally:
            self.done = True
            raise Stop()
# output
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer as Stop


async def work():
    """Stands for what may fail."""


class Consumer(AsyncConsumer):
    async def http_request(self, message):
        await self.send({"type": "http.response.start", "status": 204, "headers": []})
        await self.send({"type": "http.response.body", "body": b""})

    async def http_disconnect(self, message):
        try:
            await work()
        finally:
            self.done = True
        raise Stop()
